-- Calls functions of Prosody that neither the scenario nor Prosody's own modules call, with as few arguments as their
-- declarations allow, so that call_recorder.lua notes what they return. Where a release lacks one, the rest of its block is
-- skipped. An error that one raises is reported: what is declared so may be called so.

local st = require "util.stanza";

-- A library that not every release has.
local function lib(name)
	local ok, library = pcall(require, name);
	return ok and library or nil;
end

local host = module.host;
local user, contact = "alice", "dora@" .. host;

local function account()
	local usermanager = lib "core.usermanager";
	usermanager.test_password(user, host, "alice"); usermanager.test_password(user, host, "wrong");
	pcall(usermanager.test_password, "nobody", host, "wrong"); -- mod_auth_internal_plain raises an error
	usermanager.users(host); usermanager.get_provider(host); usermanager.new_null_provider();
	usermanager.is_admin("alice@" .. host, host); usermanager.is_admin("admin@" .. host, host);
	usermanager.create_user("dave", "dave", host); usermanager.delete_user("dave", host);
end

local function roles()
	local usermanager = lib "core.usermanager";
	usermanager.get_users_with_role("prosody:member", host);
	usermanager.get_jids_with_role("prosody:member", host); usermanager.user_is_enabled(user, host);
	usermanager.user_is_enabled("nobody", host); usermanager.get_user_role(user, host);
	usermanager.get_user_secondary_roles(user, host);
	usermanager.user_can_assume_role(user, host, "prosody:member");
	usermanager.get_jid_role("alice@" .. host, host); usermanager.get_jid_role("alice@elsewhere.example", host);
	usermanager.get_role_by_name("prosody:member", host);
	pcall(usermanager.get_role_by_name, "prosody:nothing", host); -- declared to raise an error
	usermanager.get_all_roles(host);
	usermanager.create_user_with_role("role-test", "secret", host, "prosody:member");
	usermanager.disable_user("role-test", host); usermanager.enable_user("role-test", host);
	usermanager.set_user_role("role-test", host, "prosody:member");
	usermanager.add_user_secondary_role("role-test", host, "prosody:guest");
	usermanager.remove_user_secondary_role("role-test", host, "prosody:guest");
	usermanager.delete_user("role-test", host);
end

local function roster()
	local rostermanager = lib "core.rostermanager";
	for _ = 1, 2 do
		rostermanager.set_contact_pending_out(user, host, contact);
		rostermanager.is_contact_pending_out(user, host, contact);
		rostermanager.process_inbound_subscription_approval(user, host, contact);
		rostermanager.process_outbound_subscription_request(user, host, contact);
		rostermanager.set_contact_pending_in(user, host, contact);
		rostermanager.is_contact_pending_in(user, host, contact); rostermanager.subscribed(user, host, contact);
		rostermanager.is_contact_subscribed(user, host, contact);
		rostermanager.is_user_subscribed(user, host, contact); rostermanager.unsubscribe(user, host, contact);
		rostermanager.unsubscribed(user, host, contact);
		rostermanager.process_inbound_subscription_cancellation(user, host, contact);
		rostermanager.process_inbound_unsubscribe(user, host, contact);
	end
	rostermanager.unsubscribe(user, host, "nobody@" .. host);
	rostermanager.is_contact_subscribed(user, host, "nobody@" .. host);
	rostermanager.is_contact_pending_out(user, host, "nobody@" .. host);
	rostermanager.save_roster(user, host, (rostermanager.load_roster(user, host)));
	rostermanager.save_roster("nobody", host, {}); rostermanager.is_contact_preapproved(user, host, contact);
end

local function sessions()
	local sessionmanager = lib "core.sessionmanager";
	sessionmanager.send_to_available_resources(user, host, st.message({ to = user .. "@" .. host }));
	sessionmanager.send_to_interested_resources(user, host, st.message({ to = user .. "@" .. host }));
	local bob = prosody.bare_sessions["bob@" .. host];
	if bob then lib "util.presence".select_top_resources(bob); end
end

local function managers()
	local modulemanager = lib "core.modulemanager";
	modulemanager.is_loaded(host, "disco"); modulemanager.is_loaded(host, "nothing");
	modulemanager.get_modules_for_host(host); modulemanager.module_has_method(module.environment, "load");
	modulemanager.call_module_method(module.environment, "nothing"); modulemanager.unload(host, "nothing");
	local portmanager = lib "core.portmanager";
	portmanager.get_service("c2s"); portmanager.get_service("nothing"); portmanager.get_registered_services();
	pcall(portmanager.get_service_at, "127.0.0.1", 1); -- before 0.12 declared to raise an error
	portmanager.activate("nothing");
	pcall(portmanager.close, "127.0.0.1", 1); -- the same
	local hostmanager = lib "core.hostmanager";
	hostmanager.activate(host); hostmanager.activate("nothing.example");
	hostmanager.deactivate("nothing.example");
	lib "core.storagemanager".load_driver(host, "memory");
	portmanager.get_tls_config_at("127.0.0.1", 1);
end

local function certificates()
	local certmanager = lib "core.certmanager";
	certmanager.find_cert(nil, host); certmanager.find_host_cert(host);
	certmanager.find_cert_in_index({}, host); certmanager.index_certs("/nowhere", {}, 1);
end

local function module_api()
	module:get_name(); module:load_resource("nothing.txt");
	module:log("debug", "A call");
	local function handler() end
	module:hook_stanza("urn:example", "nothing", handler); module:hook("types-live-own", handler);
	module:unhook("types-live-own", handler);
	module:add_item("types-live-item", "value"); module:remove_item("types-live-item", "value");
	module:remove_item("types-live-item", "nothing");
	module:add_extension(st.stanza("x", { xmlns = "jabber:x:data", type = "result" }));
	module:get_option_number("nothing"); module:get_option_array("nothing"); module:get_option_set("nothing");
	module:get_option_inherited_set("nothing"); module:broadcast({}, st.message());
	local events = lib "util.events".new();
	module:hook_object_event(events, "event", handler); module:unhook_object_event(events, "event", handler);
	module:wrap_global("types-live-own", handler); module:fire_event("types-live-own", {});
end

local function newer_module_api()
	module:get_status(); module:log_status("info", "A call");
	module:send_iq(st.iq({ type = "get", id = "own-call", to = host }):tag("ping", { xmlns = "urn:xmpp:ping" }));
	module:hourly(function () end);
	module:daily(function () end);
	module:weekly(function () end);
	module:on_ready(function () return 1; end);
	module:once(function () return 1; end);
	module:get_option_integer("nothing"); module:get_option_integer("nothing", 1);
	module:could("types-live:call", "alice@" .. host);
end

local function http_url()
	module:depends("http"); module:http_url();
end

local function arrays()
	local array = lib "util.array";
	local function words() return array { "b", "a", "b" }; end
	local function is_b(word) return word == "b"; end
	words():random();
	words():random_other(1);
	words():map(string.upper);
	words():filter(is_b);
	words():sort();
	words():unique();
	words():reverse();
	words():shuffle();
	words():pop();
	array():pop();
	words():concat();
	array({ { name = "a" } }):pluck("name");
	array.collect(pairs({ a = 1 })); array.map({ "a" }, string.upper); array.filter({ "a" }, is_b);
	array.sort({ "b", "a" }); array.unique({ "a", "a" }); array.reverse({ "a" });
	array.pluck({ { name = "a" } }, "name");
	words():slice(1);
	array.slice({ "a" }, 1); array.new();
end

local function iterators()
	local it = lib "util.iterators";
	local t = { "a", "b" };
	it.keys(t); it.values(t); it.select(1, pairs(t)); it.unique(it.values(t)); it.head(1, it.values(t));
	it.skip(1, it.values(t)); it.tail(1, it.values(t)); it.reverse(it.values(t)); it.ripairs(t); it.range(2);
	it.to_array(it.values(t)); it.to_table(pairs(t)); it.sorted_pairs(t); it.join(it.values(t));
end

local function sets()
	local set = lib "util.set";
	local a, b = set.new { "a", "b" }, set.new { "b" };
	set.is_set(a); set.union(a, b); set.difference(a, b); set.intersection(a, b); set.xor(a, b);
	a:contains("a"); a:contains("z"); a:include(b); a:exclude(b); a:empty(); a:add_list(); a:remove("a");
	a:contains_set(b);
end

local function caches()
	local cache = lib "util.cache".new(2);
	cache:head(); cache:tail(); cache:set("a", 1); cache:get("z"); cache:items(); cache:values(); cache:count();
	cache:table(); cache:resize(3); cache:clear();
	local watchdog = lib "util.watchdog".new(3600, function () end);
	watchdog:reset(); watchdog:cancel();
	local throttle = lib "util.throttle".create(1, 1);
	throttle:update(); throttle:poll(1); throttle:poll(1); throttle:peek();
	local queue = lib "util.queue".new(1);
	queue:pop(); queue:push("a"); queue:push("b"); queue:peek(); queue:replace("c"); queue:count();
end

local function buffers()
	local buffer = lib "util.dbuffer".new();
	buffer:write("some bytes"); buffer:length(); buffer:len(); buffer:sub(1, 2); buffer:byte(1);
	buffer:collapse(2); buffer:read_chunk(1); buffer:discard(1); buffer:read(2); buffer:read(100);
	buffer:read_until("z"); buffer:read_until("t");
end

local function texts()
	local datetime = lib "util.datetime";
	datetime.date(); datetime.time(); datetime.legacy(); datetime.datetime();
	datetime.parse("2024-12-31T23:59:59Z"); datetime.parse("never");
	local hex = lib "util.hex";
	hex.from(hex.to("a"));
	local jid = lib "util.jid";
	jid.node("a@b"); jid.node("b"); jid.compare("a@b", "b"); jid.escape("a b"); jid.unescape("a\\20b");
	jid.prep("@"); jid.host("a@b"); jid.resource("a@b");
	local json = lib "util.json";
	json.decode(json.encode_ordered({ a = 1 })); json.decode("{"); json.encode_array({}); json.test({});
	local uuid = lib "util.uuid";
	uuid.get_nibbles(4);
	local ids = lib "util.id";
	ids.long();
	st.xml_escape("<");
	lib "util.paths".glob_to_pattern("*.lua");
	lib "util.paths".join("a", "b");
	local http = lib "util.http";
	http.urldecode(http.urlencode("a b")); http.formencode({ a = "b" }); http.formdecode("a=b"); http.formdecode("a");
	http.contains_token("a, b", "a"); http.normalize_path("a");
	lib "util.termcolours".tohtml("text");
	lib "util.rsm".generate({ max = 1 });
	lib "util.datamanager".path_decode(lib "util.datamanager".path_encode("a b"));
	lib "util.serialization".deserialize("{ a = 1 }");
	lib "util.serialization".deserialize("?");
	lib "util.table".pack(1, nil);
	hex.decode(hex.encode("a"));
	ids.tiny(); ids.custom(8)();
	lib "util.human.units".format(1500, "B");
	lib "util.human.units".adjust(1500);
	local io_ = lib "util.human.io";
	io_.padleft("a", 3); io_.padright("a", 3); io_.ellipsis("abcdef", 3); io_.table({ { title = "A", width = 5 } }, 20)();
	io_.term_width(80);
	io_.parse_duration("2 days"); io_.parse_duration("soon"); io_.parse_duration_lax("2 days"); io_.parse_duration_lax("soon");
	uuid.v4();
	io_.simple_version_compare("1", "2");
end

local function hashes()
	local library = lib "util.hashes";
	for _, name in ipairs {
		"md5"; "sha1"; "sha224"; "sha256"; "sha384"; "sha512"; "sha3_256"; "sha3_512"; "blake2s256"; "blake2b512";
	} do
		if library[name] then library[name]("data"); end
		if library["hmac_" .. name] then library["hmac_" .. name]("key", "data"); end
	end
	library.scram_Hi_sha1("password", "salt", 1);
	lib "util.sasl.scram".getAuthenticationDatabaseSHA1("password", "salt", 1);
	library.equals("a", "a"); library.pbkdf2_hmac_sha256("password", "salt", 1);
	library.hkdf_hmac_sha256(16, "key", "salt", "info"); library.hkdf_hmac_sha384(16, "key", "salt", "info");
end

local function addresses()
	local ip = lib "util.ip";
	local a, b = ip.new_ip("10.0.0.1"), ip.new_ip("10.0.0.2");
	ip.new_ip("nothing"); ip.match(a, b, 8); ip.commonPrefixLength(a, b); ip.parse_cidr("10.0.0.0/8");
	ip.parse_cidr("10.0.0.0");
	local net = lib "util.net";
	net.local_addresses(); net.ntop(net.pton("127.0.0.1")); net.pton("nothing");
	local strbitop = lib "util.strbitop";
	strbitop.sand("a", "b"); strbitop.sor("a", "b"); strbitop.sxor("a", "b");
	ip.is_ip(a); ip.truncate(a, 8);
end

local function promises()
	local promise = lib "util.promise";
	local one = promise.resolve(1);
	promise.reject("no"):catch(function () end);
	promise.all({ one }); promise.race({ one }); promise.is_promise(one);
	promise.try(function () return 1; end);
	one:next(function () end):finally(function () end);
	promise.all_settled({ one });
	promise.join(function (value) return value; end, one);
end

local function waiting()
	local async = lib "util.async";
	async.ready();
	local runner = async.runner(function ()
		local wait, done = async.waiter();
		done();
		wait();
		async.guarder()("id")(); async.ready(); async.wait_for(lib "util.promise".resolve(1));
		async.wait(lib "util.promise".resolve(1)); async.sleep(0);
	end);
	runner:onready(function () end):onwaiting(function () end):onerror(function () end);
	runner:run(true); runner:enqueue(true);
	async.default_runner_func(function () end);
end

local function stanzas()
	local stanza = st.message({ to = "a" }, "text");
	stanza:child_with_ns("urn:nothing"); stanza:children();
	stanza:find("body#"); stanza:find("nothing"); stanza:find("body");
	stanza:pretty_print(); stanza:pretty_top_tag(); stanza:top_tag();
	stanza:get_child("nothing"); stanza:get_child_text("body"); stanza:get_child_text("nothing");
	stanza:child_with_name("nothing"); stanza:get_text(); stanza:remove_children("nothing");
	st.error_reply(stanza, "cancel", "item-not-found"):get_error();
	stanza:at_top(); stanza:indent();
	st.pretty_print(tostring(stanza));
	stanza:get_child_attr("body", nil, "id");
end

local function errors()
	local library = lib "util.error";
	if not library then return; end
	library.from_stanza(st.error_reply(st.message({ from = "a" }), "cancel", "item-not-found"));
	library.coerce(nil, "reason"); library.coerce(true);
end

local function pubsub()
	local service = lib "util.pubsub".new { autocreate_on_publish = true };
	local item = st.stanza("item", { id = "1" });
	service:create("node", true); service:create("node", true); service:may("node", "a@b", "publish");
	service:jids_equal("a@b", "a@b"); service:get_default_affiliation("node", "a@b");
	service:set_affiliation("node", true, "a@b", "owner"); service:add_subscription("node", true, "a@b");
	service:get_subscription("node", true, "a@b"); service:get_subscription("node", true, "c@d");
	service:get_subscriptions("node", true); service:get_subscriptions("nothing", true);
	service:get_last_item("node", true); service:publish("node", true, "1", item);
	service:publish("node", "c@d", "1", item); service:get_last_item("node", true);
	service:get_items("node", true); service:get_items("nothing", true); service:get_nodes(true);
	service:get_nodes("a@b"); service:set_node_capabilities("node", true, {});
	service:set_node_config("node", true, { persist_items = true }); service:get_node_config("node", true);
	service:get_node_config("nothing", true); service:retract("node", true, "1"); service:purge("node", true);
	service:remove_subscription("node", true, "a@b");
	service:broadcast("items", "node", {}, item, true, service.nodes.node); service:delete("node", true);
	service:delete("node", true); service:get_node_metadata("node", true);
end

local function logins()
	local sasl = lib "util.sasl".new(host, { plain = function () return "password", true; end });
	sasl:add_cb_handler("tls-unique", function () end);
	sasl:clean_clone(); sasl:mechanisms(); sasl:select("NOTHING"); sasl:select("PLAIN");
	sasl:process("\0user\0password");
end

local function datamanager()
	local library = lib "util.datamanager";
	library.getpath(user, host, "types_live");
	local function callback() end
	library.add_callback(callback); library.add_callback(callback); library.remove_callback(callback);
	library.remove_callback(callback); library.append_raw(user, host, "types_live_raw", "txt", "data");
	library.load(user, host, "types_live_nothing"); library.list_load(user, host, "types_live_nothing");
	library.list_append(user, host, "types_live_list", { a = 1 });
	library.list_load(user, host, "types_live_list"); library.users(host, "types_live_list", "list");
	library.stores(user, host); library.build_list_index(user, host, "types_live_list", {});
	library.list_shift(user, host, "types_live_list", 1);
end

local function stores()
	local map = module:open_store("types_live_map", "map");
	map:set(user, "key", "value"); map:get(user, "key"); map:get(user, "nothing"); map:get("nobody", "nothing");
	local keyval = module:open_store("types_live_keyval");
	keyval:get("nobody"); keyval:set(user, { a = 1 }); keyval:get(user); keyval:users();
	local archive = module:open_store("types_live_archive", "archive");
	local id = archive:append(user, nil, st.message({ to = "a" }, "text"), 1, "a");
	archive:find(user); archive:find(user, { key = "nothing" }); archive:dates(user);
	map:get_all("key"); map:get_all("nothing"); map:delete_all("key");
	archive:get(user, id); archive:get(user, "nothing");
	archive:set(user, id, st.message({ to = "a" }, "text"), 1, "a");
	archive:set(user, "nothing", st.message({ to = "a" }, "text")); archive:users(); archive:summary(user);
	archive:delete(user, {}); archive:trim(user, 1);
end

local function metrics()
	local gauge = module:metric("gauge", "own_gauge", "", "Own", {}):with_labels();
	gauge:set(1); gauge:add(1); gauge:reset(); gauge:iter_samples();
	local counter = module:metric("counter", "own_counter", "", "Own", {}):with_labels();
	counter:add(1); counter:reset(); counter:iter_samples();
	lib "core.statsmanager".get_metric_registry():render();
end

local function rooms()
	local muc = prosody.hosts["conference." .. host].modules.muc;
	local room = muc.create_room("own-call@conference." .. host);
	room:get_name(); room:set_name("Name"); room:get_name();
	room:get_description(); room:set_description("Text"); room:get_description();
	room:get_language(); room:set_language("en"); room:get_language();
	room:get_password(); room:set_password("secret"); room:get_password();
	room:get_subject(); room:set_subject(room.jid, "Subject"); room:get_subject();
	room:get_role(room.jid .. "/nobody"); room:destroy(); room:get_salt();
end

local function affiliation_data()
	for room in prosody.hosts["conference." .. host].modules.muc.live_rooms() do
		room:set_affiliation_data("carol@" .. host, "reason", "Seen");
	end
end

local function bytes()
	local ring = lib "util.ringbuffer".new(8);
	ring:write("bytes"); ring:write("too many bytes");
	ring:find("y"); ring:find("z"); ring:read(1, true); ring:readuntil("z"); ring:readuntil("y"); ring:read(9); ring:discard(1);
	ring:size(); ring:length(); ring:free();
	if ring.sub then ring:write("byte"); ring:sub(1, 2); ring:byte(); end
	local bits = lib "util.bitcompat";
	bits.band(6, 3); bits.bor(6, 3); bits.bxor(6, 3); bits.lshift(1, 2); bits.rshift(4, 2); bits.bnot(1);
end

local function keys()
	local crypto = lib "util.crypto";
	local pair, other, curve = crypto.generate_ed25519_keypair(), crypto.generate_p256_keypair(), crypto.generate_p256_keypair();
	crypto.ed25519_verify(pair, "message", crypto.ed25519_sign(pair, "message"));
	local own = crypto.import_private_pem(curve:private_pem());
	crypto.import_private_pem("none"); crypto.import_public_pem(curve:public_pem());
	crypto.import_public_pem("none"); crypto.import_public_ec_raw(curve:public_raw(), "P-256");
	crypto.import_public_ec_raw("none", "P-256");
	for _, hash in ipairs { "sha256"; "sha384"; "sha512" } do
		local signature = crypto["ecdsa_" .. hash .. "_sign"](own, "message");
		crypto["ecdsa_" .. hash .. "_verify"](own, "message", signature);
		crypto.parse_ecdsa_signature(signature, 32);
	end
	crypto.parse_ecdsa_signature("none", 32); crypto.build_ecdsa_signature(("r"):rep(32), ("s"):rep(32));
	curve:derive(other); curve:get_type();
	for cipher, lengths in pairs { aes_128_gcm = { 16; 12 }; aes_256_gcm = { 32; 12 }; aes_256_ctr = { 32; 16 } } do
		local key, iv = ("k"):rep(lengths[1]), ("i"):rep(lengths[2]);
		crypto[cipher .. "_decrypt"](key, iv, crypto[cipher .. "_encrypt"](key, iv, "message"));
		crypto[cipher .. "_decrypt"](key, iv, ("x"):rep(32));
	end
end

local function vcards()
	local vcard = lib "util.vcard";
	local cards = vcard.from_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Alice\r\nEMAIL;TYPE=work:a@b\r\nEND:VCARD\r\n");
	vcard.to_text(cards); vcard.to_text(cards[1]); vcard.from_xep54(vcard.to_xep54(cards[1]));
	vcard.to_vcard4(cards[1]);
end

local function files()
	local lfs = lib "lfs";
	local folder = prosody.paths.data .. "/types_live_folder";
	lfs.mkdir(folder); lfs.mkdir(folder);
	lfs.symlinkattributes(folder); lfs.touch(folder); lfs.link("/nowhere", folder .. "/link", true); lfs.rmdir(folder);
	local file = assert(io.open(prosody.paths.data .. "/types_live.txt", "w"));
	lfs.lock(file, "w"); lfs.unlock(file);
	file:close();
	local url = lib "socket.url";
	url.parse("http://a/b"); url.parse(""); url.absolute("http://a/b", "c"); url.escape("a b");
	url.build_path(url.parse_path("/a/b"));
	local socket = lib "socket";
	socket.gettime();
	local udp = socket.udp();
	udp:setpeername("127.0.0.1", 9); udp:send("a"); udp:settimeout(0); udp:receive(); udp:getfd(); udp:close();
	socket.tcp(); socket.tcp6();
end

local function web()
	local server = lib "net.http.server";
	local function handler() end
	server.add_handler("GET types-live.example/", handler);
	server.remove_handler("GET types-live.example/", handler); server.add_host("types-live.example");
	server.remove_host("types-live.example");
	local rsm = lib "util.rsm";
	local set = rsm.generate({ max = 1; after = "a" });
	rsm.parse(set); rsm.get(st.stanza("query"):add_child(set)); rsm.get(st.stanza("query"));
end

local function filters()
	local library = lib "util.filters";
	local _, session = next(prosody.full_sessions);
	if not session then return; end
	local function filter(stanza) return stanza; end
	library.add_filter(session, "stanzas/in", filter); library.remove_filter(session, "stanzas/in", filter);
	library.remove_filter(session, "stanzas/in", filter);
end

local function processes()
	local pposix = lib "util.pposix";
	pposix.getgid(); pposix.getuid(); pposix.getpid(); pposix.uname(); pposix.meminfo(); pposix.getrlimit("NOFILE");
	lib "util.signal".signal("SIGUSR2", function () end);
	local timer = lib "util.timer";
	local id = timer.add_task(3600, function () end);
	timer.reschedule(id, 3600); timer.stop(id);
	lib "util.filters".add_filter_hook(print);
	lib "util.filters".remove_filter_hook(print);
	lib "util.pluginloader".load_resource("disco", "nothing.txt");
	lib "util.pluginloader".load_code("nothing");
	timer.to_absolute_time(1);
	lib "util.fsm".is_fsm({});
end

-- The error, and the line here that it comes from; nil for something that a release lacks.
local function describe_error(err)
	if tostring(err):match("own_calls%.lib%.lua:%d+: attempt to") then return nil; end
	-- The first line is that of this function.
	local line = debug.traceback():match("own_calls%.lib%.lua:%d+: in.-own_calls%.lib%.lua:(%d+): in");
	return string.format("line %s: %s", line, err);
end

-- Returns the errors that were raised.
return function ()
	local raised = {};
	for _, calls in ipairs {
		account; roles; roster; sessions; managers; certificates; module_api; newer_module_api; http_url; arrays; iterators;
		sets; caches; buffers; texts; hashes; addresses; promises; waiting; stanzas; errors; pubsub; logins; datamanager;
		stores; metrics; rooms; affiliation_data; bytes; keys; vcards; files; web; filters; processes;
	} do
		local ok, reason = xpcall(calls, describe_error);
		if not ok and reason then table.insert(raised, reason); end
	end
	return raised;
end
