"""Logs in and enters a room. Whatever goes wrong becomes a sentence."""
from __future__ import annotations

import asyncio
import logging
import re
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, NoReturn
from xml.etree.ElementTree import Element

logging.getLogger("slixmpp").setLevel(logging.CRITICAL)  # what goes wrong is said here, in a line

try:
    from slixmpp import JID, ClientXMPP, InvalidJID, Presence
    from slixmpp.exceptions import IqError, IqTimeout
    from slixmpp.xmlstream.handler import Callback
    from slixmpp.xmlstream.matcher import StanzaPath
    from slixmpp.xmlstream.stanzabase import StanzaBase
except ModuleNotFoundError:
    sys.exit(f"{sys.executable} has no slixmpp: apt install python3-slixmpp, and run this with /usr/bin/python3")

MUC = "http://jabber.org/protocol/muc"
TIMEOUT_SECONDS = 10
# Reasons of rooms to let somebody not in, by the condition of the error.
CLOSED = {
    "conflict": "somebody there has this nick",
    "forbidden": "this user is banned",
    "not-authorized": "it wants a password",
    "registration-required": "it is for members only",
}


class Failure(Exception):
    """What could not be done, and why, in a sentence."""


class Refused(Exception):
    """The server says no; with its condition, such as "conflict"."""


@contextmanager
def attempt(what: str) -> Iterator[None]:
    """Turns what goes wrong into a sentence."""
    try:
        yield
    except (TimeoutError, IqTimeout):
        raise Failure(f"Could not {what}: nothing came for {TIMEOUT_SECONDS} s") from None
    except IqError as error:
        reason = "we are not in the room: enter it again" if error.condition == "not-acceptable" else error.condition
        raise Failure(f"Could not {what}: {reason}") from error
    except (Refused, OSError) as error:
        raise Failure(f"Could not {what}: {error}") from error


@asynccontextmanager
async def logged_in(user: JID, password: str, server: str) -> AsyncIterator[ClientXMPP]:
    """A session. What is done with it ends when the connection does."""
    # A server on one's own machine may have no TLS. SCRAM does not send the password.
    xmpp = ClientXMPP(user, password, plugin_config={"feature_mechanisms": {"unencrypted_scram": True}})
    try:
        with attempt("log in"):
            async with asyncio.timeout(TIMEOUT_SECONDS):
                await log_in(xmpp, server)
        with stopped_when_lost(xmpp):
            yield xmpp
    finally:
        await xmpp.disconnect()


async def log_in(xmpp: ClientXMPP, server: str) -> None:
    host, _, port = server.partition(":")
    # Of all addresses of a name the one that answers: slixmpp would go on trying in silence.
    try:
        _, writer = await asyncio.open_connection(host, port or 5222)
    except OSError as error:
        raise Refused(f"no connection to {server}") from error
    address = writer.get_extra_info("peername")[:2]
    writer.close()
    outcome: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def settle(condition: str) -> None:
        if not outcome.done():
            outcome.set_result(condition)

    xmpp.add_event_handler("session_start", lambda _: settle(""))
    xmpp.add_event_handler("failed_auth", lambda failure: settle(failure["condition"]))
    xmpp.add_event_handler("no_auth", lambda _: settle("the server knows no way that keeps the password secret"))
    xmpp.add_event_handler("disconnected", lambda _: settle("the server has ended the connection"))
    any_release: Any = xmpp
    if hasattr(xmpp, "enable_plaintext"):  # slixmpp 1.10, as in Debian 13
        any_release.enable_direct_tls, any_release.enable_plaintext = False, True
        any_release.connect(*address)
    else:  # slixmpp 1.8, as in Debian 12
        any_release.connect(address, force_starttls=False)
    if condition := await outcome:
        raise Refused(condition)


@contextmanager
def stopped_when_lost(xmpp: ClientXMPP) -> Iterator[None]:
    task = asyncio.current_task()
    lost = False

    def stop(_: object) -> None:
        nonlocal lost
        lost = True
        if task:
            task.cancel()

    xmpp.add_event_handler("disconnected", stop)
    try:
        yield
    except asyncio.CancelledError:
        if not lost:
            raise
        if task:
            task.uncancel()
        raise Failure("The server has ended the connection") from None
    finally:
        xmpp.del_event_handler("disconnected", stop)


async def ask(xmpp: ClientXMPP, question: Presence, test: Callable[[Presence], bool]) -> Presence:
    """Sends a presence to a room, and waits for the first from there that passes a test. slixmpp has no event for errors."""
    room = question["to"].bare
    first: asyncio.Future[Presence] = asyncio.get_running_loop().create_future()

    def take(stanza: Any) -> None:
        if stanza["from"].bare == room and test(stanza) and not first.done():
            first.set_result(stanza)

    name = f"answer {id(first)}"
    xmpp.register_handler(Callback(name, StanzaPath("presence"), take))
    question.send()
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            return await first
    finally:
        xmpp.remove_handler(name)


def statuses(stanza: StanzaBase) -> set[str]:
    """The status codes of a presence from a room."""
    return {status.get("code", "") for status in stanza.xml.iter(f"{{{MUC}#user}}status")}


async def enter(xmpp: ClientXMPP, room: str, nick: str) -> str:
    """Enters a room, and tells how we are called there."""
    question = xmpp.make_presence(pto=f"{room}/{nick}")
    question.append(Element(f"{{{MUC}}}x"))
    with attempt("enter the room"):
        ours = await ask(xmpp, question, lambda stanza: stanza["type"] == "error" or "110" in statuses(stanza))
        if ours["type"] == "error":
            condition = ours["error"]["condition"]
            reason = CLOSED.get(condition) or ours["error"]["text"]
            raise Refused(f"{reason} ({condition})" if reason else condition)
        if "201" in statuses(ours):
            raise Refused("there was none, so the server made it")
        return str(ours["from"].resource)


def arguments(usage: str, target: str) -> tuple[JID, str, JID, str]:
    """What stands on the command line: who we are, our password, the target, and the server."""
    user, password, address, server, *_ = sys.argv[1:] + [""] * 4
    try:
        if re.fullmatch("[^@/]+@[^@/]+", user) and re.fullmatch(target, address):
            # In small letters, as the room writes it in its answers.
            return JID(user), password, JID(address), server or JID(user).domain
    except InvalidJID:
        pass
    print(usage, file=sys.stderr)
    sys.exit(2)


def run(main: Coroutine[Any, Any, int]) -> NoReturn:
    """Runs a program to its end, or until Ctrl-C."""
    try:
        sys.exit(asyncio.run(main))
    except Failure as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(0)
