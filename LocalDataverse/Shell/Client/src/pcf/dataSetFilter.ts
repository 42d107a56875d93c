import { ConditionGroup } from "../views/fetchXml";

type FilterExpression = ComponentFramework.PropertyHelper.DataSetApi.FilterExpression;
type ConditionExpression = ComponentFramework.PropertyHelper.DataSetApi.ConditionExpression;

/** The component framework's condition operators, by number, as FetchXML names them. */
const OPERATORS: Record<number, string> = {
  0: "eq",
  1: "ne",
  2: "gt",
  3: "lt",
  4: "ge",
  5: "le",
  6: "like",
  8: "in",
  12: "null",
  14: "yesterday",
  15: "today",
  16: "tomorrow",
  17: "last-seven-days",
  18: "next-seven-days",
  19: "last-week",
  20: "this-week",
  22: "last-month",
  23: "this-month",
  25: "on",
  26: "on-or-before",
  27: "on-or-after",
  28: "last-year",
  29: "this-year",
  33: "last-x-days",
  34: "next-x-days",
  37: "last-x-months",
  38: "next-x-months",
  49: "like",
  75: "above",
  76: "eq-or-above",
  77: "under",
  78: "not-under",
  79: "eq-or-under",
  87: "contain-values",
};
const CONTAINS = 49;
const WITHOUT_VALUE = new Set([12, 14, 15, 16, 17, 18, 19, 20, 22, 23, 28, 29]);
const OR = 1;

/** @throws Error an operator that FetchXML does not have. */
export function toConditionGroup(expression: FilterExpression): ConditionGroup {
  return {
    type: expression.filterOperator === OR ? "or" : "and",
    conditions: expression.conditions.map(toCondition),
    groups: (expression.filters ?? []).map(toConditionGroup),
  };
}

function toCondition(condition: ConditionExpression): ConditionGroup["conditions"][number] {
  const operator = OPERATORS[condition.conditionOperator];
  if (!operator) throw new Error(`The condition operator ${condition.conditionOperator} is not supported.`);
  const given = Array.isArray(condition.value) ? condition.value : [condition.value];
  const values = given.map(value => (condition.conditionOperator === CONTAINS ? `%${value}%` : String(value)));
  return {
    column: condition.attributeName,
    operator,
    values: WITHOUT_VALUE.has(condition.conditionOperator) ? [] : values,
    alias: condition.entityAliasName,
  };
}
