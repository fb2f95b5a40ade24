-- Adaptations were counted when they were begun; what counts is what others than the author have published and share.
create temporary table recounted on commit drop as
select original.id, count(adapted.id)::int as adaptations
from resource original left join resource adapted
  on adapted.adapted_from_resource_id = original.id and adapted.author_id <> original.author_id
  and adapted.published_at is not null and adapted.archived_at is null and adapted.sharing <> 'private'
group by original.id
having original.adaptation_count <> count(adapted.id);

update resource set adaptation_count = recounted.adaptations from recounted where recounted.id = resource.id;

-- The search index orders by it. Before the first start there are no jobs, and nothing to index.
do $$
begin
  if to_regproc('graphile_worker.add_job') is not null then
    perform graphile_worker.add_job(
      'index-resource', payload := json_build_object('resourceId', id), job_key := 'index:' || id, max_attempts := 25)
    from recounted;
  end if;
end $$;
