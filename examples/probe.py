"""Joins a room, asks who somebody is, and says what the answer means."""
from __future__ import annotations

from session import MUC, arguments, ask, attempt, enter, logged_in, run  # first: it says what is not installed
from slixmpp import JID, Presence

USAGE = "Usage: probe.py JID PASSWORD ROOM/NICK [HOST:PORT]"


def meaning_of(answer: Presence, nick: str) -> str:
    if answer["type"] == "error":
        condition = answer["error"]["condition"]
        if condition == "resource-constraint":
            return str(answer["error"]["text"])  # ask again later
        return "You are not in the room: enter it again" if condition == "not-acceptable" else f"Refused: {condition}"
    item = answer.xml.find(f"{{{MUC}#user}}x/{{{MUC}#user}}item")
    affiliation, role = (item.get("affiliation"), item.get("role")) if item is not None else (None, None)
    if answer["type"] != "unavailable":
        return f"{nick} is there, as {role}; affiliation: {affiliation}"
    if affiliation == "none":
        return f"There is no {nick}, or you may not know"
    return f"{nick} is away; affiliation: {affiliation}"


async def main(user: JID, password: str, target: JID, server: str) -> int:
    async with logged_in(user, password, server) as xmpp:
        await enter(xmpp, str(target.bare), str(user.user))
        question = xmpp.make_presence(pto=target, ptype="probe")
        question["id"] = "who-1"
        with attempt("get an answer"):
            # Somebody who is there is shown with the id of their own presence: it is "from" that says whose answer this is.
            answer = await ask(xmpp, question, lambda stanza: bool(stanza["from"] == target))
    print(answer, meaning_of(answer, target.resource), sep="\n")
    return 1 if answer["type"] == "error" else 0


run(main(*arguments(USAGE, "[^@/]+@[^@/]+/.+")))
