import {
  HighlightStyle,
  LanguageSupport,
  LRLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { styleTags, tags } from "@lezer/highlight";
import { parser } from "../../query/generated/parser.ts";

const language = LRLanguage.define({
  name: "segment query",
  parser: parser.configure({
    props: [
      styleTags({
        "AND OR NOT BETWEEN CONTAINS IS NULL IN MATCHES NOT_MATCHES": tags.keyword,
        Name: tags.variableName,
        "Parameter/Name OldParameter/Name": tags.propertyName,
        CompareOp: tags.compareOperator,
        String: tags.string,
        Number: tags.number,
        "Date DateTime Offset NamedDate NamedDay": tags.literal,
        Boolean: tags.bool,
        "Malformed UnclosedString DoubleQuoted Bare": tags.invalid,
        "( )": tags.paren,
      }),
    ],
  }),
  languageData: { closeBrackets: { brackets: ["(", "'"] } },
});

/** Colours that have a contrast of 4.5 to 1 on white at least; no meaning hangs on them alone. */
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "#5b1fa6", fontWeight: "600" },
  { tag: tags.variableName, color: "#0b5394" },
  { tag: tags.propertyName, color: "#0a6375" },
  { tag: tags.string, color: "#1a6b2d" },
  { tag: [tags.number, tags.literal, tags.bool], color: "#9c3d00" },
  { tag: tags.compareOperator, color: "#5b1fa6" },
]);

/** The language of segments for the editor: the server's own grammar, in colours. */
export const queryLanguage = new LanguageSupport(language, [syntaxHighlighting(colours)]);
