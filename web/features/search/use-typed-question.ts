import { useEffect, useRef, useState } from "react";

const pauseMs = 200;

/** What is being typed, handed on after a short pause, and never in the middle of an input method's composition. */
export const useTypedQuestion = (q: string, onSettled: (q: string) => void) => {
  const [typed, setTyped] = useState(q);
  const [isComposing, setIsComposing] = useState(false);
  const lastKnown = useRef(q);
  const settle = useRef(onSettled);
  settle.current = onSettled;

  useEffect(() => {
    if (q === lastKnown.current) return;
    // The address changed by itself: back, forward, or a link.
    lastKnown.current = q;
    setTyped(q);
  }, [q]);

  useEffect(() => {
    if (isComposing || typed.trim() === lastKnown.current) return;
    const timer = setTimeout(() => {
      lastKnown.current = typed.trim();
      settle.current(lastKnown.current);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed, isComposing]);

  return { typed, setTyped, setIsComposing };
};
