"""Keeps the list of a room full and fresh: whom the room shows, whom it tells of only when asked, and what becomes of them."""
from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Union
from xml.etree.ElementTree import Element, SubElement

from session import MUC, TIMEOUT_SECONDS, Failure, attempt, enter, statuses  # first: it says what is not installed
from slixmpp import JID, ClientXMPP, Iq
from slixmpp.exceptions import IqError
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import StanzaPath
from slixmpp.xmlstream.stanzabase import StanzaBase

PROBE = "http://modules.prosody.im/mod_muc_probe"
QUERY = f"{PROBE}/1"
USER = f"{MUC}#user"
OCCUPANT_ID = "urn:xmpp:occupant-id:0"
RSM = "http://jabber.org/protocol/rsm"
DISCO = "http://jabber.org/protocol/disco#info"
FORM = "jabber:x:data"
DEFAULT_LIMIT = 20  # in rooms that do not say how many people can be asked for at once
DEFAULT_PAUSE_SECONDS = 5  # in rooms that say "wait" and not how long
NOT_KNOWN = {"service-unavailable", "feature-not-implemented"}  # how a server refuses questions that it does not know


class Author(NamedTuple):
    """Somebody who wrote: the nick may be another's by now, the occupant-id is not."""

    nick: str
    occupant_id: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody, as the room tells it."""

    nick: str
    occupant_id: str
    affiliation: str
    role: str  # "none": not in the room
    show: str  # "away", for example

    def __str__(self) -> str:
        standing = "not there" if self.role == "none" else self.role
        return ", ".join([standing, *(word for word in (self.affiliation, self.show) if word not in ("", "none"))])

    def is_author(self, author: Author) -> bool:
        return author.occupant_id in ("", self.occupant_id)


Told = Callable[[Union[Person, None], Union[Person, None]], None]


class People:
    """Those who are in a room, in the order of their nicks. After `enter`, `keep_fresh` has to run."""

    def __init__(self, xmpp: ClientXMPP, room: JID, told: Told, refresh_seconds: float = 60) -> None:
        """`told` is called with somebody as they were and as they are: nobody before if found, nobody after if gone."""
        self._xmpp, self._room, self._tell, self._refresh_seconds = xmpp, room, told, refresh_seconds
        self._asking = asyncio.Lock()
        self._forget()
        xmpp.register_handler(Callback(f"presences of {room}", StanzaPath("presence"), self._hear))
        xmpp.register_handler(Callback(f"authors of {room}", StanzaPath("message"), self._note_author))

    def _forget(self) -> None:
        self.nick = ""
        self.means = "probes"
        self._present: dict[str, Person] = {}
        self._told_of: set[str] = set()  # nicks whose changes the room tells without being asked
        self._asked: set[str] = set()  # nicks that a batch or probes ask for at present
        self._answers: dict[str, Person | str] = {}  # what came for them: a condition if it was an error
        self._authors: asyncio.Queue[Author | Failure] = asyncio.Queue()
        self._features: set[str] = set()
        self._form: dict[str, str] = {}

    def __iter__(self) -> Iterator[Person]:
        return iter([self._present[nick] for nick in sorted(self._present)])

    def __len__(self) -> int:
        return len(self._present)

    @property
    def is_whole(self) -> bool:
        """Whether the room lists those whom it does not show. If not, who never writes is never found."""
        return self.means == "query" and self._form.get("list") == "true"

    async def enter(self, nick: str) -> None:
        """Enters the room, or enters it again, and finds who is there."""
        self._forget()
        self.nick = await enter(self._xmpp, self._room.bare, nick)
        await self._discover()
        await self.refresh()

    async def keep_fresh(self) -> None:
        """Finds whoever writes, and asks again for those of whom the room does not tell. Ends when the room is left."""
        clock = asyncio.get_running_loop().time
        due = clock() + self._refresh_seconds
        while True:
            try:
                async with asyncio.timeout_at(due):
                    authors = [await self._authors.get()]
            except TimeoutError:
                await self.refresh()
                due = clock() + self._refresh_seconds
                continue
            while not self._authors.empty():
                authors.append(self._authors.get_nowait())
            for failure in authors:
                if isinstance(failure, Failure):
                    raise failure
            if self._may_find:
                await self.who([author for author in authors if isinstance(author, Author)])

    async def refresh(self) -> None:
        """Asks for everybody of whom the room does not tell by itself."""
        if not self._may_find:
            return
        if self.is_whole:
            await self._page_through()
        else:
            await self._ask_for([Author(nick) for nick in self._untold()])

    async def who(self, authors: list[Author]) -> list[Person | None]:
        """Who they are now, each of them: nobody if the room does not know or does not say."""
        known = {author: self.find(author) for author in authors}
        asked = [author for author, person in known.items() if person is None or person.nick in self._untold()]
        answers = await self._ask_for(asked)
        return [answers.get(author) if author in asked else known[author] for author in authors]

    def find(self, author: Author) -> Person | None:
        """Who that is, as far as is known without asking."""
        if not author.occupant_id:
            return self._present.get(author.nick)
        return next((person for person in self if person.occupant_id == author.occupant_id), None)

    def author_of(self, message: StanzaBase) -> Author:
        # Only a room that has occupant-ids takes out those that its users make up.
        mark = message.xml.find(f"{{{OCCUPANT_ID}}}occupant-id") if OCCUPANT_ID in self._features else None
        return Author(message["from"].resource, mark.get("id", "") if mark is not None else "")

    # What the room says by itself

    def _hear(self, stanza: StanzaBase) -> None:
        if stanza["from"].bare != self._room.bare:
            return
        nick = stanza["from"].resource
        if stanza["type"] == "error":
            if nick in self._asked:
                self._answers[nick] = stanza["error"]["condition"]
            return
        codes = statuses(stanza)
        if "110" in codes and stanza["type"] == "unavailable" and "303" not in codes:
            return self._be_out(stanza)
        person = self._take(stanza.xml, nick, is_told=nick not in self._asked)
        if person and nick in self._asked:
            self._answers[nick] = person

    def _be_out(self, stanza: StanzaBase) -> None:
        words = {"301": "banned", "307": "put out", "321": "no member any more", "322": "no member", "332": "shut down"}
        reason = next((words[code] for code in statuses(stanza) if code in words), "not in it any more")
        self._authors.put_nowait(Failure(f"We are out of the room: {reason}"))

    def _note_author(self, message: StanzaBase) -> None:
        if message["type"] != "groupchat" or message["from"].bare != self._room.bare:
            return
        author = self.author_of(message)
        if author.nick and self.find(author) is None:
            self._authors.put_nowait(author)

    def _take(self, presence: Element, nick: str, is_told: bool) -> Person | None:
        """Enters what a presence says in the list."""
        item = presence.find(f"{{{USER}}}x/{{{USER}}}item")
        if item is None:
            return None
        mark = presence.find(f"{{{OCCUPANT_ID}}}occupant-id")
        person = Person(
            nick=nick,
            occupant_id=mark.get("id", "") if mark is not None else "",
            affiliation=item.get("affiliation", "none"),
            role=item.get("role", "none"),
            show=presence.findtext("{jabber:client}show", ""),
        )
        if presence.get("type") != "unavailable":
            self._put(nick, person, is_told)
        elif any(status.get("code") == "303" for status in presence.iter(f"{{{USER}}}status")):
            self._rename(nick, item.get("nick", nick))
        else:
            self._put(nick, None, False)
        return person

    def _put(self, nick: str, person: Person | None, is_told: bool) -> None:
        before = self._present.pop(nick, None)
        if person:
            self._present[nick] = person
        if is_told:
            self._told_of.add(nick)
        elif not person:
            self._told_of.discard(nick)
        if before and person and before.occupant_id != person.occupant_id:
            self._tell(before, None)  # another has the nick now
            before = None
        if before != person:
            self._tell(before, person)

    def _rename(self, nick: str, new_nick: str) -> None:
        before = self._present.pop(nick, None)
        if nick == self.nick:
            self.nick = new_nick
        if before is None:
            return
        self._present[new_nick] = replace(before, nick=new_nick)
        if nick in self._told_of:
            self._told_of ^= {nick, new_nick}
        self._tell(before, self._present[new_nick])

    def _untold(self) -> list[str]:
        return [nick for nick in self._present if nick not in self._told_of]

    # What the room is asked

    @property
    def _may_find(self) -> bool:
        """Whether it makes sense to ask for people whom the room does not show."""
        policy = self._form.get("hidden", "anyone")
        me = self._present.get(self.nick)
        return policy == "anyone" or (policy == "moderators" and me is not None and me.role == "moderator")

    @property
    def _limit(self) -> int:
        return int(self._form.get("batch_limit") or DEFAULT_LIMIT)

    async def _discover(self) -> None:
        with attempt("find out what the room can do"):
            info = (await self._send(Element(f"{{{DISCO}}}query"))).xml
        self._features = {feature.get("var", "") for feature in info.iter(f"{{{DISCO}}}feature")}
        for field in info.iter(f"{{{FORM}}}field"):
            prefix, _, name = field.get("var", "").rpartition("}")
            if prefix == f"{{{PROBE}":
                self._form[name] = field.findtext(f"{{{FORM}}}value", "")
        self.means = "query" if QUERY in self._features else "batches"

    async def _send(self, payload: Element, take: Callable[[Iq], None] | None = None) -> Iq:
        """Asks the room, and again after the time it says, if it says so."""
        while True:
            question: Any = self._xmpp.make_iq_get(ito=self._room.bare)
            question.xml.append(payload)
            try:
                # The answer is taken by a callback: what the room tells after it must not be overwritten by it.
                answer: Iq = await question.send(callback=take, timeout=TIMEOUT_SECONDS)
                return answer
            except IqError as error:
                if error.condition != "resource-constraint":
                    raise
                retry = error.iq.xml.find(f".//{{{QUERY}}}retry")
                await asyncio.sleep(float(retry.get("after", "1") if retry is not None else DEFAULT_PAUSE_SECONDS))

    async def _ask_for(self, authors: list[Author]) -> dict[Author, Person]:
        left, answers = list(dict.fromkeys(authors)), dict[Author, Person]()
        with attempt("ask who is there"):
            async with self._asking:
                while left:
                    # A result holds less than was asked for where its stanza would be too large.
                    came = await self._ask_some(left[: self._limit])
                    answers |= {author: person for author, person in zip(left, came) if person}
                    left = left[max(len(came), 1) :]
        return answers

    async def _ask_some(self, authors: list[Author]) -> list[Person | None]:
        ask = {"query": self._query, "batches": self._batch, "probes": self._probe}[self.means]
        try:
            return await ask(authors)
        except IqError as error:
            if self.means == "probes" or error.condition not in NOT_KNOWN:
                raise
        self.means = "batches" if self.means == "query" else "probes"
        return await self._ask_some(authors)

    async def _query(self, authors: list[Author]) -> list[Person | None]:
        query = Element(f"{{{QUERY}}}query")
        for author in authors:
            item = SubElement(query, f"{{{QUERY}}}item", follow="true")
            if author.occupant_id:
                SubElement(item, f"{{{OCCUPANT_ID}}}occupant-id", id=author.occupant_id)
            else:
                item.set("nick", author.nick)
        answers: list[Person | None] = []

        def take(result: Iq) -> None:
            for author, item in zip(authors, result.xml.iter(f"{{{QUERY}}}item")):
                answers.append(self._take_item(item, author))

        await self._send(query, take)
        return answers

    def _take_item(self, item: Element, author: Author) -> Person | None:
        presence = item.find("{jabber:client}presence")
        if presence is None:
            return None
        nick = JID(presence.get("from", "")).resource
        person = self._take(presence, nick, is_told=item.get("followed") == "true")
        if person and person.role == "none" and author.occupant_id:
            for other in [other.nick for other in self if other.occupant_id == author.occupant_id]:
                self._put(other, None, False)
        return person if person and (person.role, person.affiliation) != ("none", "none") else None

    async def _page_through(self) -> None:
        with attempt("list who is there"):
            async with self._asking:
                if self.nick in self._told_of and not self._untold() and await self._count() == len(self):
                    return
                before, seen = set(self._untold()), set[str]()
                after, count, came = "", 1, 1
                while came and len(seen) < count:
                    after, count, nicks = await self._page(after, self._limit)
                    came = len(nicks)
                    seen |= nicks
                for nick in before - seen:
                    self._put(nick, None, False)

    async def _count(self) -> int:
        return (await self._page("", 0))[1]

    async def _page(self, after: str, most: int) -> tuple[str, int, set[str]]:
        """Lists those after a nick, and follows them; tells the last nick, how many there are in all, and who came."""
        query = Element(f"{{{QUERY}}}query", follow="true")
        rsm = SubElement(query, f"{{{RSM}}}set")
        SubElement(rsm, f"{{{RSM}}}max").text = str(most)
        if after:
            SubElement(rsm, f"{{{RSM}}}after").text = after
        nicks: set[str] = set()

        def take(result: Iq) -> None:
            for item in result.xml.iter(f"{{{QUERY}}}item"):
                nicks.add(item.get("nick", ""))
                self._take_item(item, Author(item.get("nick", "")))

        result = (await self._send(query, take)).xml
        last = result.findtext(f".//{{{RSM}}}last", after)
        return last, int(result.findtext(f".//{{{RSM}}}count", "0")), nicks

    async def _batch(self, authors: list[Author]) -> list[Person | None]:
        query = Element(f"{{{USER}}}query")
        for author in authors:
            SubElement(query, f"{{{USER}}}item", jid=f"{self._room.bare}/{author.nick}")
        return await self._collect(authors, query)

    async def _probe(self, authors: list[Author]) -> list[Person | None]:
        for author in authors:
            self._xmpp.send_presence(pto=f"{self._room.bare}/{author.nick}", ptype="probe")
        # The room answers in order: once this is answered, whoever was not told of never will be.
        return await self._collect(authors, Element(f"{{{DISCO}}}query"))

    async def _collect(self, authors: list[Author], question: Element) -> list[Person | None]:
        """What presences say that come before the answer to a question."""
        self._answers, self._asked = {}, {author.nick for author in authors}
        try:
            await self._send(question)
        finally:
            self._asked = set()
        answers = [self._answers.get(author.nick) for author in authors]
        for author, answer in zip(authors, answers):
            if answer is None and author.nick not in self._told_of:
                self._put(author.nick, None, False)  # Prosody alone says nothing of those whom it does not know
        return [
            person if isinstance(person, Person) and person.is_author(author) else None
            for author, person in zip(authors, answers)
        ]
