import { makeStyles } from "@fluentui/react-components";
import * as React from "react";
import { webResourceTitle } from "../apps/siteMap";
import { useEnvironment } from "./Environment";
import { usePageTitle } from "./workspace/front";

const useStyles = makeStyles({
  frame: { display: "block", width: "100%", height: "100%", borderTopStyle: "none", borderInlineStyle: "none" },
});

interface Props {
  name: string;
  data: string | undefined;
}

/** A web resource of a solution as a page of the app. It finds the client API in its parent, as in Dataverse. */
export function WebResourcePage({ name, data }: Props): React.ReactElement {
  const styles = useStyles();
  const { app, formatter } = useEnvironment();
  const title = webResourceTitle(app.areas ?? [], name);
  usePageTitle(title);
  const query = new URLSearchParams(data ? { data } : {});
  query.set("userlcid", String(formatter.languageId));
  return <iframe className={styles.frame} title={title} src={`/WebResources/${encodeURI(name)}?${query.toString()}`} />;
}
