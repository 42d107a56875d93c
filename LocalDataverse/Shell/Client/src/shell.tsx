import * as React from "react";
import * as ReactDOM from "react-dom";
import { App } from "./ui/App";
import "./ui/shell.css";

ReactDOM.render(<App />, document.getElementById("shell"));
