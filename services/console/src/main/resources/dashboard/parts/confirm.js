// Nothing is changed by one click: what it will do is said first.

import {html, useLayoutEffect, useRef, useState} from '../markup.js';
import {ProblemNote} from './states.js';

/**
 * A question before a change. `act` does it and resolves, or rejects with a problem, which is shown here.
 */
export function Confirm({title, children, action, danger = false, act, onClose, onDone}) {
  const dialog = useRef(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  useLayoutEffect(() => { dialog.current.showModal(); }, []);

  const go = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const done = await act();
      onClose();
      onDone?.(done);
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };
  return html`
    <dialog ref=${dialog} aria-labelledby="confirm-title" onClose=${onClose}>
      <h2 id="confirm-title">${title}</h2>
      <div class="dialog-text">${children}</div>
      ${problem && html`<${ProblemNote} problem=${problem} />`}
      <div class="buttons">
        <button type="button" onClick=${() => dialog.current.close()}>Leave it</button>
        <button type="button" class=${danger ? 'danger' : 'primary'} disabled=${busy} onClick=${go}>${busy ? 'Working…' : action}</button>
      </div>
    </dialog>`;
}
