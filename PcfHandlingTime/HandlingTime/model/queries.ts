import { category } from "./categories";

/** The case's time logs, newest first; of one rep where given. */
export function logQuery(caseId: string, onlyRep: string | undefined): string {
  return (
    "?$select=casetime_timetrackerid,_ownerid_value,casetime_durationseconds,casetime_starttime," +
    "casetime_reasoncategory,casetime_reason" +
    `&$filter=_casetime_regardingcase_value eq ${caseId} and casetime_category eq ${category.manual}${own(onlyRep)}` +
    "&$orderby=casetime_starttime desc,casetime_timetrackerid desc"
  );
}

/** The case's activities that count, newest first: any state but cancelled, and not the case resolution row. */
export function activityQuery(caseId: string, onlyRep: string | undefined): string {
  return (
    "?$select=activityid,_ownerid_value,actualdurationminutes,createdon,activitytypecode,subject" +
    `&$filter=_regardingobjectid_value eq ${caseId} and statecode ne 2` +
    ` and activitytypecode ne 'incidentresolution'${own(onlyRep)}` +
    "&$orderby=createdon desc,activityid desc"
  );
}

/** A rep's automatic rows of some work dates (UTC), of all cases. */
export function automaticQuery(userId: string, workDates: readonly string[]): string {
  const anyOf = workDates.map(date => `casetime_workdate eq ${date}`).join(" or ");
  return (
    "?$select=_casetime_regardingcase_value,casetime_workdate,casetime_timeline,casetime_overlap" +
    `&$filter=_casetime_rep_value eq ${userId} and casetime_category eq ${category.automatic} and (${anyOf})`
  );
}

/** The pictures of users who have one. */
export function pictureQuery(userIds: readonly string[]): string {
  const anyOf = userIds.map(id => `systemuserid eq ${id}`).join(" or ");
  return `?$select=systemuserid,entityimage_url&$filter=entityimage_url ne null and (${anyOf})`;
}

function own(rep: string | undefined): string {
  return rep === undefined ? "" : ` and _ownerid_value eq ${rep}`;
}
