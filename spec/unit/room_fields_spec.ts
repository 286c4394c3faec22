// What the plugin relies on beside Prosody's public methods: fields of rooms. They are private, so each release is asked.

import * as st from "util.stanza";

const HOST = "conference.localhost";
const ROMEO = "romeo@localhost/garden";

/** Has Romeo enter a room, as a moderator. Returns his occupant JID. */
function enter(room: MucRoom): string {
  const occupant_jid = `${room.jid}/Romeo`;
  const occupant = room.new_occupant("romeo@localhost", occupant_jid);
  occupant.role = "moderator";
  occupant.set_session(ROMEO, st.presence({ from: occupant_jid }));
  room.save_occupant(occupant);
  return occupant_jid;
}

describe("a room", () => {
  let room: MucRoom;

  before_each(() => {
    const [made] = hosts[HOST]!.modules.muc!.create_room(`room@${HOST}`);
    assert.is_table(made);
    room = made;
  });

  after_each(() => {
    room.destroy();
  });

  it("keeps its occupants by occupant JID, with bare JID, primary session and role", () => {
    const occupant = room._occupants[enter(room)]!;
    assert.equal("moderator", occupant.role);
    assert.equal("romeo@localhost", occupant.bare_jid);
    assert.equal(ROMEO, occupant.jid);
    assert.is_table(occupant.sessions);
  });

  it("keeps the occupant JIDs of its sessions in one table, by real JID", () => {
    const occupant_jids = room._jid_nick;
    assert.same({ [ROMEO]: enter(room) }, occupant_jids);
    assert.equal(occupant_jids, room._jid_nick);
  });
});
