/** Which reports there are, and the way from a question to an answer: `check`, `viewOf`, a figure, `toAnswer`, a format. */
export { type AnswerFault, type AnswerInput, peopleIn, toAnswer } from './answer.js'
export { defineReport, type ExtensionReport, type ReportParts, reportFaults } from './defineReport.js'
export { coverOf, toCsv } from './format/csv.js'
export { jsonOf, jsonText, toJson } from './format/json.js'
export { cellAt, type Language, linesOf, plain, type Table, toTables } from './format/table.js'
export { LISTED } from './listed.js'
export { cellsOf, cellsThere, peopleList } from './peopleList.js'
export type {
  Answer,
  ArgumentFault,
  ArgumentFaultCode,
  ArgumentName,
  Arguments,
  Asked,
  Body,
  Cell,
  CellOfSums,
  CellOfTable,
  Cells,
  Column,
  FinishInput,
  NamedPerson,
  OutputRow,
  Person,
  Report,
  ReportForm,
  Rest,
  Rests,
  SideTable,
  SumReport,
  TableReport,
  Thresholds,
  ThresholdsOf,
  ViewArguments,
  Withholding,
  Words,
} from './Report.js'
export { REPORTS } from './registry.js'
export { CORE_REPORTS, type OwnReports, type Reports, reportsWith } from './reportsWith.js'
export { answerServiceHealth, type ServiceState, serviceHealth } from './serviceHealth.js'
export { type Known, NOTHING_KNOWN, unknownFactsIn, unknownFactsView } from './unknownFacts.js'
export { type Standing, standingViews, viewOf } from './view.js'
export { isHeldAgainstToday, type Today } from './withholding.js'
export { worded, wordedForNobody } from './worded.js'
