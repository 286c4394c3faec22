"""slixmpp in a room: commands on standard input, what it reports on standard output; see driver.ts."""
import asyncio
import json
import os
import sys

from slixmpp import ClientXMPP

jid, password, host, port, room, nick = sys.argv[1:7]


class Client(ClientXMPP):
    def event(self, name, data={}):
        if name.startswith(("presence", "got_", "changed_", "groupchat_presence", "muc::")):
            tell(event=name.replace(room, "ROOM"))
        super().event(name, data)


def tell(**fields):
    print(json.dumps(fields), flush=True)


async def obey(_):
    xmpp.send_presence()
    muc = xmpp["xep_0045"]
    reader = asyncio.StreamReader()
    loop = asyncio.get_event_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode():
        command, *parameters = line.split()
        if command == "join":
            await muc.join_muc_wait(room, nick)
            tell(event="joined")
        elif command == "probe":
            xmpp.send_presence(pto=parameters[0], ptype="probe")
        elif command == "leave":
            muc.leave_muc(room, nick)
        elif command == "list":
            tell(occupants=sorted(muc.get_roster(room) if room in muc.rooms else []))
    xmpp.disconnect()


xmpp = Client(jid, password)
xmpp.ca_certs = os.environ["CERTIFICATE"]
xmpp.register_plugin("xep_0045")
xmpp.add_event_handler("session_start", obey)
xmpp.connect((host, int(port)))
xmpp.process(forever=False)
