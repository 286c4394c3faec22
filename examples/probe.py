"""Joins a room, asks who somebody is, and prints the answer: probe.py JID PASSWORD ROOM/NICK [PORT]"""
import sys
from slixmpp import JID, ClientXMPP

jid, password, target = JID(sys.argv[1]), sys.argv[2], JID(sys.argv[3])
port = int(sys.argv[4]) if len(sys.argv) > 4 else 5222
xmpp = ClientXMPP(jid, password)
xmpp.register_plugin("xep_0045")


async def probe(_):
    await xmpp["xep_0045"].join_muc_wait(target.bare, jid.user)
    xmpp.send_presence(pto=target, ptype="probe")
    answer = await xmpp.wait_until("groupchat_presence")
    while answer["from"] != target:
        answer = await xmpp.wait_until("groupchat_presence")
    print(answer)
    xmpp.disconnect()


xmpp.add_event_handler("session_start", probe)
xmpp.connect(("127.0.0.1", port), disable_starttls=True)
xmpp.process(forever=False)
