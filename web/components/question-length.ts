/** A longer question is refused by the server. */
export const mostQuestionCharacters = 500;
