import * as React from "react";
import { sentenceOf } from "../../platform/webApi";
import { readMoreUsers, readUsers, User, UserPage } from "../../users/users";
import { useEnvironment } from "../Environment";

export interface ListedUsers {
  /** What was read last stays on show until the next answer is there; undefined: nothing was read yet. */
  page: UserPage | undefined;
  isLoading: boolean;
  /** Why the last reading failed; empty: it did not. */
  error: string;
  /** Reads from the first user on. */
  refresh: () => void;
  readMore: () => void;
  /** Shows a user as they are by now. */
  replace: (user: User) => void;
}

/** The users whose names match, page by page. An answer to an older question is dropped. */
export function useUsers(search: string): ListedUsers {
  const { api } = useEnvironment();
  const [page, setPage] = React.useState<UserPage>();
  const [isLoading, setLoading] = React.useState(true);
  const [error, setError] = React.useState("");
  const turn = React.useRef(0);
  const load = React.useCallback((read: () => Promise<UserPage>) => {
    const own = ++turn.current;
    setLoading(true);
    setError("");
    const end = (show: () => void) => {
      if (own !== turn.current) return;
      show();
      setLoading(false);
    };
    read().then(
      found => end(() => setPage(found)),
      (reason: unknown) => end(() => setError(sentenceOf(reason))),
    );
  }, []);
  const refresh = React.useCallback(() => load(() => readUsers(api, search)), [load, api, search]);
  React.useEffect(() => {
    refresh();
    return () => void turn.current++;
  }, [refresh]);
  return {
    page,
    isLoading,
    error,
    refresh,
    readMore: () => page && load(() => readMoreUsers(api, page)),
    replace: user =>
      setPage(shown => shown && { ...shown, users: shown.users.map(one => (one.id === user.id ? user : one)) }),
  };
}
