import { answerMessages } from "./answer-messages.ts";
import { openSpreadsheet } from "./open-spreadsheet.ts";

answerMessages(openSpreadsheet);
