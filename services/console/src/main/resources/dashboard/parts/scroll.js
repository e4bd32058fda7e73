import {html, useEffect, useRef, useState} from '../markup.js';

/** What may be wider than its place: scrolls by itself, by the keyboard too, and shows at which edge there is more. */
export function Scroll({name, children}) {
  const element = useRef(null);
  const [hidden, setHidden] = useState('');
  const look = () => {
    const {scrollLeft, scrollWidth, clientWidth} = element.current;
    setHidden(`${scrollLeft > 1 ? 'before' : ''} ${scrollLeft + clientWidth < scrollWidth - 1 ? 'after' : ''}`);
  };
  useEffect(() => {
    const observer = new ResizeObserver(look);
    observer.observe(element.current);
    observer.observe(element.current.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return html`<div class="scroll ${hidden}" ref=${element} tabindex="0" role="group" aria-label=${`${name}, scrollable`} onScroll=${look}>${children}</div>`;
}
