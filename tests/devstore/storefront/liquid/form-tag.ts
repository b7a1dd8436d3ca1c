import {
  Hash,
  Tag,
  TagToken,
  Value,
  type Context,
  type Emitter,
  type Liquid,
  type Parser,
  type Template,
  type TopLevelToken,
} from "liquidjs";
import { pageOf } from "./page-of.ts";
import { escapeHtml, textOf } from "./translations.ts";

/**
 * `{% form 'product', product, class: 'x' %}…{% endform %}`: the form to the cart as Shopify writes it. Of its other types
 * only `cart` is known here.
 * @see https://shopify.dev/docs/api/liquid/tags/form
 */
export class FormTag extends Tag {
  readonly #type: Value;
  readonly #of: Value | null;
  readonly #attributes: Hash;
  readonly #content: Template[];

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    const [type = "''", ...others] = token.args.split(",").map((part) => part.trim());
    this.#type = new Value(type, liquid);
    const [of] = others.filter((part) => !part.includes(":"));
    this.#of = of === undefined ? null : new Value(of, liquid);
    this.#attributes = new Hash(others.filter((part) => part.includes(":")).join(", "));
    this.#content = [];
    const inside = parser.parseStream(remaining);
    inside
      .on("tag:endform", () => inside.stop())
      .on("template", (template: Template) => this.#content.push(template))
      .on("end", () => {
        throw new Error("form is not closed");
      });
    inside.start();
  }

  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const type = textOf(yield this.#type.value(context));
    const of: unknown = this.#of === null ? null : yield this.#of.value(context);
    const given = (yield this.#attributes.render(context)) as Record<string, unknown>;
    const { root } = pageOf(context);
    const id =
      typeof of === "object" && of !== null && "id" in of && typeof of.id === "number" ? of.id : "";
    const isProduct = type === "product";
    const attributes = {
      method: "post",
      action: isProduct ? `${root}/cart/add` : `${root}/cart`,
      id: isProduct ? `product_form_${id}` : "cart_form",
      "accept-charset": "UTF-8",
      class: `shopify-${type}-form`,
      enctype: "multipart/form-data",
      ...given,
    };
    const written = Object.entries(attributes)
      .map(([name, value]) => ` ${name}="${escapeHtml(textOf(value))}"`)
      .join("");
    emitter.write(`<form${written}>`);
    emitter.write(`<input type="hidden" name="form_type" value="${escapeHtml(type)}">`);
    emitter.write('<input type="hidden" name="utf8" value="✓">');
    yield this.liquid.renderer.renderTemplates(this.#content, context, emitter);
    if (isProduct) emitter.write(`<input type="hidden" name="product-id" value="${id}">`);
    emitter.write("</form>");
  }
}
