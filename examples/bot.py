"""A bot that knows who is there: it says what becomes of the people of a room, and answers "!who" there."""
from __future__ import annotations

from session import arguments, logged_in, run  # first: it says what is not installed
from people import People, Person
from slixmpp import JID, Message

USAGE = "Usage: bot.py JID PASSWORD ROOM [HOST:PORT]"


def tell(before: Person | None, now: Person | None) -> None:
    if now is None:
        print(f"{before.nick if before else 'Somebody'} is gone", flush=True)
    elif before and before.nick != now.nick:
        print(f"{before.nick} is called {now.nick} now", flush=True)
    else:
        print(f"{now.nick}: {now}", flush=True)


async def main(user: JID, password: str, room: JID, server: str) -> int:
    async with logged_in(user, password, server) as xmpp:
        people = People(xmpp, room, tell)

        def answer(message: Message) -> None:
            if message["type"] == "groupchat" and message["body"] == "!who":
                names = ", ".join(person.nick for person in people)
                xmpp.send_message(room, f"{len(people)} people: {names}", mtype="groupchat")

        xmpp.add_event_handler("message", answer)
        await people.enter(str(user.user))
        print(f"{len(people)} people{'' if people.is_whole else ', and whoever writes'}", flush=True)
        await people.keep_fresh()
    return 0


run(main(*arguments(USAGE, "[^@/]+@[^@/]+")))
