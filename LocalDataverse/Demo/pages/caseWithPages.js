// The environment answers to two names of this machine; to a browser they are two origins.
var LocalDemo = window.LocalDemo || {};
LocalDemo.showOtherOrigin = function (executionContext) {
  var host = window.location.hostname === "localhost" ? "127.0.0.1" : "localhost";
  var address = window.location.protocol + "//" + host + ":" + window.location.port + "/shell/other-origin.html";
  executionContext.getFormContext().getControl("IFRAME_other").setSrc(address);
};
