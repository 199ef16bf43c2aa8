// As much of a document as `tree.js` needs, so that its units run without a browser.

class Child {
  remove() {
    const siblings = this.parent?.childNodes ?? [];
    siblings.splice(siblings.indexOf(this), 1);
    this.parent = undefined;
  }

  get nextSibling() {
    const siblings = this.parent.childNodes;
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }
}

class Text extends Child {
  nodeType = 3;

  constructor(data) {
    super();
    this.data = data;
  }

  get html() {
    return this.data;
  }
}

class Element extends Child {
  nodeType = 1;
  childNodes = [];
  attributes = new Map();
  dataset = {};

  constructor(localName) {
    super();
    this.localName = localName;
    if (localName === "input" || localName === "select")
      Object.assign(this, { type: "", value: "" });
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
    if (name === "data-key") this.dataset.key = value;
    if (name === "type" || name === "value") this[name] = value;
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  insertBefore(node, next) {
    if (node.parent) node.remove();
    const place = next ? this.childNodes.indexOf(next) : this.childNodes.length;
    this.childNodes.splice(place, 0, node);
    node.parent = this;
  }

  append(node) {
    this.insertBefore(node, null);
  }

  get children() {
    return this.childNodes.filter(({ nodeType }) => nodeType === 1);
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get firstElementChild() {
    return this.children[0] ?? null;
  }

  /** Find by names of elements, separated by commas. */
  querySelector(names) {
    for (const child of this.children) {
      if (names.split(", ").includes(child.localName)) return child;
      const found = child.querySelector(names);
      if (found) return found;
    }
    return null;
  }

  get html() {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${value}"`);
    const inner = this.childNodes.map(({ html }) => html);
    return `<${this.localName}${attributes.join("")}>${inner.join("")}</${this.localName}>`;
  }
}

globalThis.Node = { ELEMENT_NODE: 1, TEXT_NODE: 3 };
globalThis.location = new URL("http://127.0.0.1:8501/below/?topic=a");
globalThis.document = {
  createElement: (name) => new Element(name),
  createElementNS: (_, name) => new Element(name),
  createTextNode: (data) => new Text(data),
};
