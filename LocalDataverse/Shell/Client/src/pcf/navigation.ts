import { bareId } from "../platform/rows";
import { PageRouter } from "../workspace/pageTab";
import { Dialogs } from "../ui/dialogs/dialogs";
import { alertDialog, confirmDialog } from "../ui/dialogs/messages";

/** context.navigation and the like-named part of Xrm.Navigation. */
export function createNavigation(router: PageRouter, dialogs: Dialogs): ComponentFramework.Navigation {
  return {
    openAlertDialog: ({ text, confirmButtonLabel }) => alertDialog(dialogs, "", text, confirmButtonLabel),
    openConfirmDialog: async ({ title, subtitle, text, confirmButtonLabel, cancelButtonLabel }) => ({
      confirmed: await confirmDialog(dialogs, {
        title: title ?? "",
        text: subtitle ? `${subtitle}\n\n${text}` : text,
        confirm: confirmButtonLabel,
        cancel: cancelButtonLabel,
      }),
    }),
    openErrorDialog: ({ message, details, errorCode }) => {
      const fallback = errorCode === undefined ? "An error has occurred." : `An error has occurred (${errorCode}).`;
      return alertDialog(dialogs, "Error", [message ?? fallback, details].filter(Boolean).join("\n\n"));
    },
    openFile: file => {
      const link = document.createElement("a");
      link.href = `data:${file.mimeType};base64,${file.fileContent}`;
      link.download = file.fileName;
      link.click();
      return Promise.resolve();
    },
    openForm: async (options, parameters) => {
      if (options.useQuickCreateForm) throw new Error("The local shell has no quick create forms.");
      const route = {
        page: "record" as const,
        table: options.entityName,
        id: options.entityId ? bareId(options.entityId) : undefined,
        formId: options.formId ? bareId(options.formId) : undefined,
        defaults: parameters ? new URLSearchParams(parameters).toString() : undefined,
      };
      if (options.openInNewWindow) window.open(router.url(route), "_blank", "noopener");
      else await router.go(route);
      return { savedEntityReference: [] };
    },
    openUrl: url => {
      window.open(url, "_blank", "noopener");
    },
    openWebResource: (name, options, data) => {
      const url = `/WebResources/${name}${data ? `?data=${encodeURIComponent(data)}` : ""}`;
      window.open(url, options?.openInNewWindow === false ? "_self" : "_blank");
    },
  };
}
