// Elements are made one by one and their text is set as text, so that nothing in a bibliography is ever markup.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value !== "" && value !== undefined) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children);
  return element;
}

export const ARABIC = /\p{Script=Arabic}/u;

export const byId = (id) => document.getElementById(id);
