"""Joins a room, asks who somebody is, and says what the answer means."""
import asyncio
import logging
import re
import sys

from slixmpp import JID, ClientXMPP, Presence

USAGE = "Usage: probe.py JID PASSWORD ROOM/NICK [HOST:PORT]"
TIMEOUT_SECONDS = 10
logging.getLogger("slixmpp").setLevel(logging.CRITICAL)  # what goes wrong is said below, in a line


class Refused(Exception):
    """The server says no; with its condition, such as "conflict"."""


async def log_in(xmpp, server):
    host, _, port = server.partition(":")
    # Of all addresses of a name the one that answers: slixmpp would go on trying in silence.
    _, writer = await asyncio.open_connection(host, port or 5222)
    address = writer.get_extra_info("peername")[:2]
    writer.close()
    outcome = asyncio.get_running_loop().create_future()
    xmpp.add_event_handler("session_start", lambda _: outcome.set_result(None))
    xmpp.add_event_handler("failed_auth", lambda failure: outcome.done() or outcome.set_result(failure["condition"]))
    if hasattr(xmpp, "enable_plaintext"):  # slixmpp 1.10, as in Debian 13
        xmpp.enable_direct_tls, xmpp.enable_plaintext = False, True
        xmpp.connect(*address)
    else:  # slixmpp 1.8, as in Debian 12
        xmpp.connect(address, force_starttls=False)
    if condition := await outcome:
        raise Refused(condition)


def presence(xmpp, room, test):
    """The first presence from the room that passes a test. slixmpp has no event for errors."""
    first = asyncio.get_running_loop().create_future()

    def take(stanza):
        if isinstance(stanza, Presence) and stanza["from"].bare == room and test(stanza) and not first.done():
            first.set_result(stanza)
        return stanza

    xmpp.add_filter("in", take)
    return first


async def enter(xmpp, room, nick):
    reply = presence(xmpp, room, lambda stanza: stanza["type"] == "error" or 110 in stanza["muc"]["status_codes"])
    question = xmpp.make_presence(pto=f"{room}/{nick}")
    question.enable("muc_join")
    question.send()
    ours = await reply
    if ours["type"] == "error":
        raise Refused(ours["error"]["condition"])
    if 201 in ours["muc"]["status_codes"]:
        raise Refused("there was none, so the server made it")


async def probe(xmpp, target):
    # Somebody who is there is shown with the id of their own presence: it is "from" that says whose answer this is.
    answer = presence(xmpp, target.bare, lambda stanza: stanza["from"] == target)
    question = xmpp.make_presence(pto=target, ptype="probe")
    question["id"] = "who-1"
    question.send()
    return await answer


def meaning_of(answer):
    nick = answer["from"].resource
    if answer["type"] == "error":
        condition = answer["error"]["condition"]
        if condition == "resource-constraint":
            return answer["error"]["text"]  # ask again later
        return "You are not in the room: enter it again" if condition == "not-acceptable" else f"Refused: {condition}"
    affiliation, role = answer["muc"]["affiliation"], answer["muc"]["role"]
    if answer["type"] != "unavailable":
        return f"{nick} is there, as {role}; affiliation: {affiliation}"
    if affiliation == "none":
        return f"There is no {nick}, or you may not know"
    return f"{nick} is away; affiliation: {affiliation}"


async def main(user, password, target, server):
    # A server on one's own machine may have no TLS. SCRAM does not send the password.
    xmpp = ClientXMPP(user, password, plugin_config={"feature_mechanisms": {"unencrypted_scram": True}})
    xmpp.register_plugin("xep_0045")
    step = "log in"

    async def ask():
        nonlocal step
        await log_in(xmpp, server)
        step = "enter the room"
        await enter(xmpp, target.bare, user.user)
        step = "get an answer"
        return await probe(xmpp, target)

    try:
        answer = await asyncio.wait_for(ask(), TIMEOUT_SECONDS)
        print(answer, meaning_of(answer), sep="\n")
        return 1 if answer["type"] == "error" else 0
    except asyncio.TimeoutError:
        sys.exit(f"Could not {step}: nothing came for {TIMEOUT_SECONDS} s")
    except (Refused, OSError) as error:
        sys.exit(f"Could not {step}: {error}")
    finally:
        await xmpp.disconnect()


user, password, occupant, server, *_ = sys.argv[1:] + [""] * 4
if not re.fullmatch("[^@/]+@[^@/]+", user) or not re.match("[^@/]+@[^@/]+/.", occupant):
    print(USAGE, file=sys.stderr)
    sys.exit(2)
user, target = JID(user), JID(occupant)  # in small letters, as the room writes it in its answers
sys.exit(asyncio.run(main(user, password, target, server or user.domain)))
