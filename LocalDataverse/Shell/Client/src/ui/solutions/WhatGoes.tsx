import { makeStyles, Text, tokens } from "@fluentui/react-components";
import * as React from "react";

const useStyles = makeStyles({
  list: {
    marginTop: 0,
    marginBottom: 0,
    paddingInlineStart: tokens.spacingHorizontalXXL,
    maxHeight: "30vh",
    overflowY: "auto",
    overflowWrap: "anywhere",
  },
});

interface Props {
  tables: readonly string[];
  columns: readonly string[];
}

/** Names the tables and columns that are deleted with their data. */
export function WhatGoes({ tables, columns }: Props): React.ReactElement {
  return (
    <>
      <Names title="Tables, with all their rows:" names={tables} />
      <Names title="Columns of other tables, with their values:" names={columns} />
    </>
  );
}

function Names({ title, names }: { title: string; names: readonly string[] }): React.ReactElement | null {
  const styles = useStyles();
  if (names.length === 0) return null;
  return (
    <div>
      <Text weight="semibold">{title}</Text>
      {/* A long list is scrolled by the arrow keys. */}
      <ul className={styles.list} tabIndex={0} aria-label={title}>
        {names.map(name => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </div>
  );
}
