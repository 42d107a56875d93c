import * as React from "react";
import { render } from "react-dom";
import { PageFrame } from "./PageFrame";
import { loadResx, texts, type Texts } from "./texts";
import { readUser, type User } from "./user";
import { webApi, type WebApi } from "./webApi";

/** What a page is given to begin with. */
export interface Start<Key extends string> {
  readonly api: WebApi;
  readonly user: User;
  readonly text: Texts<Key>;
}

/** Finds out who reads, in which language, and shows the page. */
export async function start<Key extends string>(
  title: Key,
  page: (start: Start<Key>) => React.ReactElement,
): Promise<void> {
  const root = document.getElementById("root");
  const api = webApi();
  try {
    const user = await readUser(api);
    const text = texts<Key>(await loadResx("pages", user.language.id));
    document.documentElement.lang = user.language.locale;
    document.documentElement.dir = user.language.isRightToLeft ? "rtl" : "ltr";
    document.title = text(title);
    render(<PageFrame language={user.language}>{page({ api, user, text })}</PageFrame>, root);
  } catch (error) {
    // There are no texts to tell it in: the failure speaks for itself, and the browser's own reload is the way on.
    if (root) root.textContent = error instanceof Error && error.message ? error.message : window.location.pathname;
    throw error;
  }
}
