// SPDX-License-Identifier: Apache-2.0
// The page: the stream comes in, the list and the open exchange go out. All addresses are relative, so that a case has an inspector, too.

const transcript = new Transcript();
const form = byId('filters');
let opened;
let until = Infinity; // The last request that is shown; finite while paused.
let drawing = false;

const isPaused = () => until !== Infinity;

const filter = () => Object.fromEntries(new FormData(form));

const list = new RequestList(byId('requests'), open, close);

function open(number) {
  const exchange = transcript.find(number);
  if (!exchange) {
    return;
  }
  opened = number;
  const detail = byId('detail');
  detail.replaceChildren(...detailOf(exchange, close).filter((part) => part !== ''));
  detail.hidden = false;
  list.mark(opened);
  byId('detail-title').focus();
}

function close() {
  const before = opened;
  opened = undefined;
  byId('detail').hidden = true;
  byId('detail').replaceChildren();
  list.mark(undefined);
  if (before !== undefined) {
    list.focus(before);
  }
}

function drawEndpoints() {
  const select = form.elements.endpoint;
  const known = [...select.options].map((option) => option.value);
  for (const endpoint of transcript.endpoints()) {
    if (!known.includes(endpoint)) {
      select.append(make('option', { value: endpoint }, endpoint));
    }
  }
}

function draw() {
  drawing = false;
  const exchanges = transcript.chosen(filter()).filter(({ number }) => number <= until);
  const waiting = Math.max(0, transcript.last - until);
  drawEndpoints();
  list.show(exchanges, opened);
  byId('empty').hidden = transcript.size > 0;
  byId('shown').textContent = transcript.size === 0 ? ''
    : `${exchanges.length} of ${counted(transcript.size, 'request')}${waiting > 0 ? `, ${waiting} not shown while paused` : ''}`;
}

/** Many that come at once are drawn once. */
function drawSoon() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(draw);
  }
}

/** What the control answers; it takes no request without the type. */
async function ask(method, path) {
  const response = await fetch(path, { method, headers: { 'Content-Type': 'application/json' } });
  return response.ok ? response.json() : undefined;
}

function faultText({ behaviour, endpoint, times, skip, amount }) {
  const where = endpoint ? ` at ${endpoint}` : '';
  const much = amount === undefined ? '' : ` (${amount})`;
  const often = times === null ? 'until it is taken away' : `for ${counted(times, 'request')}`;
  return `${behaviour}${much}${where}, ${often}${skip > 0 ? `, after ${skip} more` : ''}`;
}

function showFaults({ faults }) {
  byId('faults').hidden = faults.length === 0;
  byId('fault-list').replaceChildren(...faults.map((fault) => make('li', {}, faultText(fault))));
}

async function refreshFaults() {
  try {
    const faults = await ask('GET', '_control/faults');
    if (faults) {
      showFaults(faults);
    }
  } catch {
    // The stream says that the provider is away.
  }
}

function sayStream(state, text) {
  byId('stream').className = state;
  byId('stream').textContent = text;
}

function listen() {
  const stream = new EventSource('_events?from=0');
  stream.addEventListener('open', () => sayStream('live', isPaused() ? 'paused' : 'live'));
  stream.addEventListener('error', () => sayStream('lost', 'The provider is away; trying again.'));
  stream.addEventListener('restart', () => {
    transcript.clear();
    drawSoon();
  });
  stream.addEventListener('exchange', (event) => {
    if (transcript.add(JSON.parse(event.data))) {
      drawSoon();
      refreshSoon();
    }
  });
}

let refreshing;
function refreshSoon() {
  clearTimeout(refreshing);
  refreshing = setTimeout(refreshFaults, 100);
}

function pause() {
  until = isPaused() ? Infinity : transcript.last;
  byId('pause').setAttribute('aria-pressed', String(isPaused()));
  sayStream(byId('stream').className, isPaused() ? 'paused' : 'live');
  drawSoon();
}

async function clear() {
  await ask('DELETE', '_control/transcript');
  transcript.clear();
  until = Infinity;
  byId('pause').setAttribute('aria-pressed', 'false');
  close();
  draw();
  announce('Cleared.');
}

form.addEventListener('input', drawSoon);
form.addEventListener('submit', (event) => event.preventDefault());
byId('pause').addEventListener('click', pause);
byId('clear').addEventListener('click', clear);
byId('disarm').addEventListener('click', async () => showFaults(await ask('DELETE', '_control/faults') ?? { faults: [] }));
byId('detail').addEventListener('keydown', (event) => event.key === 'Escape' && close());

listen();
refreshFaults();
setInterval(refreshFaults, 3000);
