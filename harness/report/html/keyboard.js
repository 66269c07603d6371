// SPDX-License-Identifier: Apache-2.0
// Moving through the matrix with the keyboard, as the grid pattern of ARIA has it: one stop for the Tab key, and arrow
// keys inside.

const PAGE = 20; // rows

class Keyboard {
  #matrix;
  #view;
  #stop; // the cell that the Tab key comes to
  #column = 0; // kept while moving over rows that have only a header

  /** `view` gives the view in force, `press(cell)` is called when a cell is pressed. */
  constructor(matrix, view, press) {
    this.#matrix = matrix;
    this.#view = view;
    matrix.table.addEventListener('keydown', (event) => this.#onKey(event, press));
    matrix.table.addEventListener('click', (event) => {
      const cell = event.target.closest('th, td');
      if (cell && matrix.entryOf(cell) && !event.target.closest('a')) {
        this.focus(cell);
        press(cell);
      }
    });
  }

  /** Makes sure that there is a stop after rows have changed. */
  refresh() {
    if (!this.#stop?.isConnected || this.#stop.offsetParent === null) {
      const first = this.#matrix.rows.find((entry) => entry.group);
      this.#setStop(first?.row.cells[0]);
    }
  }

  get stop() {
    return this.#stop;
  }

  /** Moves the focus to a cell. */
  focus(cell) {
    this.#setStop(cell);
    cell?.focus();
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #setStop(cell) {
    this.#stop?.removeAttribute('tabindex');
    this.#stop = cell;
    cell?.setAttribute('tabindex', '0');
  }

  #onKey(event, press) {
    const cell = event.target.closest('th, td');
    if (!cell || event.altKey || event.metaKey || !this.#matrix.entryOf(cell)) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      press(cell);
      return;
    }
    const target = this.#target(cell, event.key, event.ctrlKey);
    if (target) {
      event.preventDefault();
      this.focus(target);
    }
  }

  /** The cell that a key leads to; undefined where it leads nowhere. */
  #target(cell, key, control) {
    const { index } = this.#matrix.entryOf(cell);
    const columns = [0, ...this.#view().runs(this.#matrix.model).map((run) => run.index + 1)];
    const last = this.#matrix.rows.length - 1;
    const at = columns.indexOf(cell.cellIndex);
    if (cell.parentElement.cells.length > 1) {
      this.#column = cell.cellIndex;
    }
    const along = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: columns.length - 1 };
    const down = {
      ArrowUp: index - 1,
      ArrowDown: index + 1,
      PageUp: Math.max(0, index - PAGE),
      PageDown: Math.min(last, index + PAGE),
    };
    if (key in down) {
      return this.#cellAt(down[key], this.#column);
    }
    if (!(key in along)) {
      return undefined;
    }
    const row = control && key === 'Home' ? 0 : control && key === 'End' ? last : index;
    return this.#cellAt(row, columns[along[key]]);
  }

  #cellAt(index, column) {
    const cells = this.#matrix.rows[index]?.row.cells;
    return column === undefined ? undefined : cells?.[Math.min(column, cells.length - 1)];
  }
}
