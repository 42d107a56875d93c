import { category } from "./totals";

/** Object type code of incidentresolution: FetchXML conditions on activitytypecode take the code. */
const caseResolution = 4206;

/**
 * Sums of the case's rows by category and owner. It starts from the case with an outer link, so that the case's state
 * comes along in the same request even where there is no row yet.
 */
export function trackerSums(caseId: string, ownOnly: boolean): string {
  return `<fetch aggregate="true"><entity name="incident">
<attribute name="statecode" alias="state" groupby="true" />
<filter><condition attribute="incidentid" operator="eq" value="${caseId}" /></filter>
<link-entity name="casetime_timetracker" from="casetime_regardingcase" to="incidentid" link-type="outer" alias="t">
<attribute name="casetime_category" alias="category" groupby="true" />
<attribute name="ownerid" alias="rep" groupby="true" />
<attribute name="casetime_durationseconds" alias="seconds" aggregate="sum" />
<filter><condition attribute="casetime_category" operator="ne" value="${category.final}" />${own(ownOnly)}</filter>
</link-entity></entity></fetch>`;
}

/** Actual minutes of the case's activities by owner: any state but cancelled, and not the case resolution row. */
export function activitySums(caseId: string, ownOnly: boolean): string {
  return `<fetch aggregate="true"><entity name="activitypointer">
<attribute name="ownerid" alias="rep" groupby="true" />
<attribute name="actualdurationminutes" alias="minutes" aggregate="sum" />
<filter>${activityConditions(caseId)}${own(ownOnly)}</filter></entity></fetch>`;
}

/** The newest time logs of the case. */
export function logList(caseId: string, ownOnly: boolean, count: number): string {
  return `<fetch top="${count}"><entity name="casetime_timetracker">
<attribute name="casetime_timetrackerid" /><attribute name="ownerid" /><attribute name="casetime_durationseconds" />
<attribute name="casetime_starttime" /><attribute name="casetime_reasoncategory" /><attribute name="casetime_reason" />
<filter><condition attribute="casetime_regardingcase" operator="eq" value="${caseId}" />
<condition attribute="casetime_category" operator="eq" value="${category.manual}" />${own(ownOnly)}</filter>
<order attribute="casetime_starttime" descending="true" /></entity></fetch>`;
}

/** The newest activities of the case that count. */
export function activityList(caseId: string, ownOnly: boolean, count: number): string {
  return `<fetch top="${count}"><entity name="activitypointer">
<attribute name="activityid" /><attribute name="ownerid" /><attribute name="actualdurationminutes" />
<attribute name="createdon" /><attribute name="activitytypecode" /><attribute name="subject" />
<filter>${activityConditions(caseId)}${own(ownOnly)}</filter>
<order attribute="createdon" descending="true" /></entity></fetch>`;
}

function activityConditions(caseId: string): string {
  return (
    `<condition attribute="regardingobjectid" operator="eq" value="${caseId}" />` +
    `<condition attribute="statecode" operator="ne" value="2" />` +
    `<condition attribute="activitytypecode" operator="ne" value="${caseResolution}" />`
  );
}

function own(ownOnly: boolean): string {
  return ownOnly ? '<condition attribute="ownerid" operator="eq-userid" />' : "";
}
