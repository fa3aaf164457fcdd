"""One visitor without a browser: speaks Streamlit's websocket, draws nothing, and measures what each step costs."""

import asyncio
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

PATIENCE = 60.0  # seconds until a run counts as lost
OPENING = 30.0
EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
WELL = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


class Lost(Exception):
    """The server did not finish a run, or finished it with an error."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of options on the page; `key` is the name the app gave it, `chosen` the option's text or None."""

    id: str
    key: str
    fragment: str
    options: tuple[str, ...]
    chosen: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the page as the visitor saw it: how long, how much came, and the HTML that was drawn."""

    seconds: float
    bytes_down: int
    messages: int
    drawn: tuple[str, ...]

    def says(self, words: str) -> bool:
        return any(words in body for body in self.drawn)


@dataclass(slots=True)
class Session:
    """A window on one page. It keeps the widgets' values as a browser does, and sends them all each time."""

    socket: websockets.ClientConnection
    page: str
    query: str
    groups: dict[str, Group] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)
    _values: dict[str, WidgetState] = field(default_factory=dict)
    _kept: dict[str, ForwardMsg] = field(default_factory=dict)
    _script: str = ""

    @classmethod
    async def opened(
        cls, address: str, page: str, query: str, *, trusted: ssl.SSLContext | None = None, source: str = "127.0.0.1"
    ) -> Self:
        """Connect as a page from this very address would; `address` is http://127.0.0.1:port, or https with `trusted`.

        `source` is the address of this computer one comes from.
        """
        scheme, host = urlsplit(address).scheme, urlsplit(address).netloc
        socket = await websockets.connect(
            f"{'wss' if scheme == 'https' else 'ws'}://{host}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            origin=websockets.Origin(address),
            max_size=None,
            ping_interval=None,
            open_timeout=OPENING,
            local_addr=(source, 0),
            ssl=trusted,
        )
        return cls(socket, page, query)

    async def load(self) -> Run:
        """Run the whole page."""
        self.groups.clear()
        self.buttons.clear()
        return await self._run(None)

    async def choose(self, group: Group, option: str) -> Run:
        """Choose an option of a group; an option that was never offered is sent just as well."""
        state = WidgetState(id=group.id, string_value=option)
        return await self.send(state, group.fragment)

    async def press(self, words: str) -> Run:
        """Press the button whose label begins with these words."""
        found = next(each for label, each in self.buttons.items() if label.startswith(words))
        return await self.send(WidgetState(id=found[0], trigger_value=True), found[1])

    async def send(self, state: WidgetState, fragment: str) -> Run:
        """Change one widget and run its fragment; a button's press is forgotten afterwards."""
        self._values[state.id] = state
        try:
            return await self._run(fragment or None)
        finally:
            if state.WhichOneof("value") == "trigger_value":
                del self._values[state.id]

    async def close(self) -> None:
        await self.socket.close()

    def _asked(self, fragment: str | None) -> bytes:
        message = BackMsg()
        run = message.rerun_script
        run.query_string = self.query
        if self._script:
            run.page_script_hash = self._script
        else:
            run.page_name = self.page
        if fragment:
            run.fragment_id = fragment
        run.widget_states.widgets.extend(self._values.values())
        run.widget_states.SetInParent()
        run.cached_message_hashes.extend(self._kept)
        run.context_info.timezone, run.context_info.locale = "Europe/London", "en-GB"
        return bytes(message.SerializeToString())

    async def _run(self, fragment: str | None) -> Run:
        asked = self._asked(fragment)
        began = time.perf_counter()
        await self.socket.send(asked)
        size, count, drawn = 0, 0, list[str]()
        async with asyncio.timeout(PATIENCE):
            while True:
                data = await self.socket.recv(decode=False)
                size, count = size + len(data), count + 1
                message = self._whole(ForwardMsg.FromString(data))
                match message.WhichOneof("type"):
                    case "delta":
                        drawn += self._drawn(message.delta)
                    case "navigation":
                        self._script = message.navigation.page_script_hash
                    case "script_finished" if message.script_finished != EARLY:
                        break
        if message.script_finished not in WELL:
            raise Lost(f"the run ended with {ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)}")
        return Run(time.perf_counter() - began, size, count, tuple(drawn))

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """A large message comes once; afterwards only its hash does."""
        if message.WhichOneof("type") == "ref_hash":
            known = self._kept[message.ref_hash]
            whole = ForwardMsg()
            whole.CopyFrom(known)
            whole.metadata.CopyFrom(message.metadata)
            return whole
        if message.metadata.cacheable and message.hash:
            self._kept[message.hash] = message
        return message

    def _drawn(self, delta: Delta) -> Sequence[str]:
        """Take in a widget; give the HTML of a piece of HTML."""
        if delta.WhichOneof("type") != "new_element":
            return ()
        element = delta.new_element
        match element.WhichOneof("type"):
            case "html":
                return (element.html.body,)
            case "exception":
                raise Lost(f"the page shows an exception: {element.exception.message[:200]}")
            case "radio":
                self._take_in(element, delta.fragment_id)
            case "button":
                self.buttons[element.button.label] = (element.button.id, delta.fragment_id)
        return ()

    def _take_in(self, element: Element, fragment: str) -> None:
        radio = element.radio
        options = tuple(radio.options)
        chosen = options[radio.default] if radio.HasField("default") else None
        if radio.set_value:
            chosen = radio.raw_value if radio.HasField("raw_value") else None
            self._values.pop(radio.id, None)
        if radio.id in self._values:
            chosen = self._values[radio.id].string_value
        elif chosen is not None:
            self._values[radio.id] = WidgetState(id=radio.id, string_value=chosen)
        self.groups[radio.id] = Group(radio.id, radio.id.split("-", 2)[-1], fragment, options, chosen)
