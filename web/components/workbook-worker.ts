import { answerMessages } from "./answer-messages.ts";
import { openWorkbook } from "./open-workbook.ts";

answerMessages(openWorkbook);
