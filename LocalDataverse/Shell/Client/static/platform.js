// The Fluent library looks for React under the names its own build gave it.
globalThis.React = globalThis.Reactv16;
globalThis.ReactDOM = globalThis.ReactDOMv16;
