import { webLightTheme, type Theme } from "@fluentui/react-components";
import * as React from "react";
import { fetchNetwork } from "../tracking/browser/network";
import { ownInputAttribute } from "../tracking/browser/page";
import { openWidgetPorts } from "../tracking/browser/widgetPorts";
import { wording } from "./components/shared";
import { Widget } from "./components/Widget";
import type { IInputs, IOutputs } from "./generated/ManifestTypes";
import { dataverseData } from "./model/dataverseData";
import { collapsedMemory, dataverseHost, formatsOf, localeOf, readInputs, userOffset } from "./model/host";
import { Session } from "./model/session";
import { texts } from "./model/texts";

/** The component as the platform knows it: the context goes in, props come out. */
export class HandlingTime implements ComponentFramework.ReactControl<IInputs, IOutputs> {
  private context: ComponentFramework.Context<IInputs>;
  private session: Session;
  private floatingRoot: HTMLElement;
  private instance: string;

  public init(context: ComponentFramework.Context<IInputs>): void {
    this.context = context;
    this.instance = crypto.randomUUID();
    this.floatingRoot = document.body.appendChild(document.createElement("div"));
    this.floatingRoot.setAttribute(ownInputAttribute, "");
    this.session = new Session({
      data: dataverseData(
        dataverseHost(() => this.context),
        fetchNetwork(),
      ),
      instance: this.instance,
      newId: () => crypto.randomUUID(),
      openPorts: openWidgetPorts,
    });
  }

  public updateView(context: ComponentFramework.Context<IInputs>): React.ReactElement {
    this.context = context;
    const inputs = readInputs(context);
    this.session.update(inputs);
    return React.createElement(Widget, {
      session: this.session,
      wording: wording(
        texts(key => context.resources.getString(key)),
        localeOf(context),
        formatsOf(context),
        userOffset(context),
      ),
      memory: collapsedMemory(inputs.userId),
      floatingRoot: this.floatingRoot,
      theme: (context.fluentDesignLanguage?.tokenTheme as Theme | undefined) ?? webLightTheme,
      dark: context.fluentDesignLanguage?.isDarkTheme === true,
      rightToLeft: context.userSettings.isRTL,
      idPrefix: `casetime-${this.instance}-`,
    });
  }

  public getOutputs(): IOutputs {
    return {};
  }

  public destroy(): void {
    this.session.dispose();
    this.floatingRoot.remove();
  }
}
