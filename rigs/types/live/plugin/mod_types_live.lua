-- Writes down what a plugin finds in this server, as JSON, for rigs/types/live/types-live.ts.
--
-- Two parts: the members of libraries and objects, described when a client asks for it, and the payloads of all events
-- from the moment this module is loaded. Load it on one virtual host; to ask, send to that host
--
--   <iq type='set' id='1'><describe xmlns='urn:mod_muc_probe:types-live'/></iq>
--
-- The file is types_live.json in Prosody's data folder.

local has_errors, errors = pcall(require, "util.error"); -- since 0.12
local json = require "util.json";
local modulemanager = require "core.modulemanager";
local recorder = require "types_live_calls"; -- call_recorder.lua, which ran before the server
local st = require "util.stanza";

local xmlns = "urn:mod_muc_probe:types-live";
local muc_host = module:get_option_string("types_live_muc", "conference." .. module.host);
local max_texts = 12;
local max_text_length = 40;

local objects, events = {}, {};

-- Names of tables by their metatable or, for what has none, by a look at them.
local kinds = { [st.stanza_mt] = "util.stanza.Stanza" };

local function is_session(value)
	return type(rawget(value, "log")) == "function" and type(rawget(value, "send")) == "function";
end

local function kind_of_table(value)
	local metatable = getmetatable(value);
	if kinds[value] then
		return kinds[value];
	elseif metatable and kinds[metatable] then
		return kinds[metatable];
	elseif has_errors and errors.is_err(value) then
		return "util.error.ProsodyError";
	elseif rawget(value, "event_handlers") and rawget(value, "environment") then
		return "ProsodyModuleApi";
	elseif metatable and type(metatable.__index) == "table" and rawget(metatable.__index, "event_handlers") then
		return "ProsodyModuleApi"; -- of another host: module:context()
	elseif rawget(value, "host") and prosody.hosts[value.host] == value then
		return "ProsodyHost";
	elseif is_session(value) then
		return "ProsodySession";
	end
	return "table";
end

local function kind_of(value)
	local kind = type(value);
	if kind == "table" then return kind_of_table(value); end
	return math.type and math.type(value) or kind;
end

-- A function's parameters as they are written, separated by commas; nil for one that is written in C.
local function parameters_of(func)
	func = recorder.originals[func] or func;
	local info = debug.getinfo(func, "Su");
	if info.what == "C" then return nil; end
	local names = {};
	for i = 1, info.nparams do
		names[i] = debug.getlocal(func, i);
	end
	if info.isvararg then table.insert(names, "..."); end
	return table.concat(names, ",");
end

local function count(map, key)
	map[key] = (map[key] or 0) + 1;
end

local function record_text(member, text)
	if #member.texts < max_texts and #text <= max_text_length and text:match("^[%g ]*$") then
		for _, known in ipairs(member.texts) do
			if known == text then return; end
		end
		table.insert(member.texts, text);
	end
end

local function record_member(members, name, value)
	local member = members[name];
	if not member then
		member = { seen = 0; kinds = {}; functions = {}; texts = {} };
		members[name] = member;
	end
	member.seen = member.seen + 1;
	count(member.kinds, kind_of(value));
	if type(value) == "function" then
		count(member.functions, parameters_of(value) or "C");
	elseif type(value) == "string" then
		record_text(member, value);
	end
end

-- What can be indexed in a table, by name: its own members hide those of the tables that it inherits from.
local function members_of(value)
	local members = {};
	local seen = {};
	while type(value) == "table" and not seen[value] do
		seen[value] = true;
		for name, member in pairs(value) do
			if type(name) == "string" and members[name] == nil then members[name] = member; end
		end
		local metatable = getmetatable(value);
		value = type(metatable) == "table" and rawget(metatable, "__index") or nil;
	end
	return members;
end

-- Adds one more example of an object, or of an event's payload, to a list of them.
local function record(list, name, value)
	local entry = list[name];
	if not entry then
		entry = { seen = 0; kinds = {}; members = {} };
		list[name] = entry;
	end
	entry.seen = entry.seen + 1;
	count(entry.kinds, kind_of(value));
	for member_name, member in pairs(members_of(value)) do
		record_member(entry.members, member_name, member);
	end
end

-- Libraries -----------------------------------------------------------------------------------------------------------

local libraries = module:get_option_array("types_live_libraries", {});

local function record_libraries()
	for _, path in ipairs(libraries) do
		local ok, library = pcall(require, path);
		if ok and type(library) == "table" then record(objects, path, library); end
	end
end

-- Objects that libraries make ------------------------------------------------------------------------------------------

local function new_registry()
	return errors.init(module.name, { ["not-good"] = { type = "cancel"; condition = "not-allowed" } });
end

-- Without those that it inherits: an environment inherits all globals.
local function own_members(value)
	local members = {};
	for name, member in pairs(value) do
		members[name] = member;
	end
	return members;
end

local metrics = 0;

local function new_metric_family(kind)
	metrics = metrics + 1;
	return module:metric(kind, "seen_" .. metrics, "", "Seen", { "label" });
end

local function new_metric(kind)
	return new_metric_family(kind):with_labels("value");
end

-- Where a release does not know this kind of store, it gives one that keeps nothing.
local function with_key_methods(store)
	return rawget(store, "keyval_store") and store;
end

-- Each gives one object, or raises an error where the release has none.
local makers = {
	["util.array.Array"] = function () return require "util.array" {}; end;
	["util.async.Runner"] = function () return require "util.async".runner(function () end); end;
	["util.cache.Cache"] = function () return require "util.cache".new(1); end;
	["util.crypto.Key"] = function () return getmetatable(require "util.crypto".generate_ed25519_keypair()).__index; end;
	["util.dataforms.DataForm"] = function () return require "util.dataforms".new { title = "t"; instructions = "i" }; end;
	["util.encodings.Base64"] = function () return require "util.encodings".base64; end;
	["util.encodings.Confusable"] = function () return require "util.encodings".confusable; end;
	["util.encodings.Idna"] = function () return require "util.encodings".idna; end;
	["util.ringbuffer.RingBuffer"] = function () return getmetatable(require "util.ringbuffer".new()).__index; end;
	["lfs.FileAttributes"] = function () return require "lfs".attributes("."); end;
	["socket.UdpSocket"] = function () return getmetatable(require "socket".udp()).__index; end;
	["socket.url.Url"] = function () return require "socket.url".parse("http://a:b@c:80/d;e?f#g"); end;
	["socket.url.PathSegments"] = function () return require "socket.url".parse_path("/a/"); end;
	["util.encodings.Stringprep"] = function () return require "util.encodings".stringprep; end;
	["util.encodings.Utf8"] = function () return require "util.encodings".utf8; end;
	["util.error.ProsodyError"] = function () return errors.new({ type = "cancel"; condition = "gone"; text = "t" }); end;
	["util.error.ErrorRegistry"] = function () return new_registry(); end;
	["util.events.Events"] = function () return require "util.events".new(); end;
	["util.events.Wrappers"] = function () return require "util.events".new().wrappers; end;
	["util.promise.Promise"] = function () return require "util.promise".new(function () end); end;
	["util.set.Set"] = function () return require "util.set".new(); end;
	["util.stanza.Stanza"] = function () return st.message({ to = "a" }, "text"); end;
	["util.stanza.SerializedStanza"] = function () return st.preserialize(st.message({ to = "a" }, "text")); end;
	["core.modulemanager.ModuleEnvironment"] = function () return own_members(module.environment); end;
	["core.storagemanager.Driver"] = function () return require "core.storagemanager".get_driver(module.host); end;
	["util.throttle.Throttle"] = function () return require "util.throttle".create(1, 1); end;
	["ProsodyKeyvalStore"] = function () return assert(module:open_store("types_live")); end;
	["ProsodyMapStore"] = function () return assert(module:open_store("types_live", "map")); end;
	["ProsodyArchiveStore"] = function () return assert(module:open_store("types_live", "archive")); end;
	["ProsodyKeyvalPlusStore"] = function () return with_key_methods(module:open_store("types_live", "keyval+")); end;
	["ProsodyArchiveCapabilities"] = function () return module:open_store("types_live", "archive").caps; end;
	["ProsodyArchiveSummary"] = function () return module:open_store("types_live", "archive"):summary("alice"); end;
	["core.usermanager.AccountInfo"] = function ()
		return require "core.usermanager".get_account_info("alice", module.host);
	end;
	["core.portmanager.ActiveService"] = function ()
		local _, ports = next(require "core.portmanager".get_active_services():get("c2s"));
		local _, services = next(ports);
		return services[1];
	end;
	["net.adns.AsyncResolver"] = function () return require "net.adns".resolver(); end;
	["net.connect.Resolver"] = function () return require "net.resolvers.manual".new({}, "tcp"); end;
	["net.http.HttpClient"] = function () return require "net.http".default; end;
	["net.http.parser.Parser"] = function () return require "net.http.parser".new(print, print); end;
	["util.dbuffer.Buffer"] = function () return require "util.dbuffer".new(); end;
	["util.hashring.HashRing"] = function () return require "util.hashring".new(1, tostring); end;
	["util.indexedbheap.Heap"] = function () return require "util.indexedbheap".create(); end;
	["util.ip.Ip"] = function ()
		local ip = require "util.ip".new_ip("127.0.0.1");
		for _, name in ipairs { "normal"; "toV4mapped"; "label"; "precedence"; "scope"; "private"; "packed_full" } do
			local _ = ip[name]; -- made when it is looked at
		end
		return ip;
	end;
	["util.multitable.MultiTable"] = function () return require "util.multitable".new(); end;
	["util.openmetrics.MetricRegistry"] = function () return require "core.statsmanager".get_metric_registry(); end;
	["util.openmetrics.MetricFamily"] = function ()
		local _, family = next(require "core.statsmanager".get_metric_registry():get_metric_families());
		return family;
	end;
	["util.pubsub.Node"] = function ()
		local service = require "util.pubsub".new();
		service:create("node", true);
		return service.nodes.node;
	end;
	["util.pubsub.Service"] = function () return require "util.pubsub".new(); end;
	["util.queue.Queue"] = function () return require "util.queue".new(1); end;
	["util.rsm.ResultSet"] = function () return { max = 1 }; end;
	["util.sasl.SaslHandler"] = function () return require "util.sasl".new("localhost", { plain = print }); end;
	["util.smqueue.AckQueue"] = function () return require "util.smqueue".new(1); end;
	["util.watchdog.Watchdog"] = function () return require "util.watchdog".new(3600, print); end;
	["ProsodyAdhocLibrary"] = function () return own_members(module:require "adhoc"); end;
	["ProsodyAdhocCommand"] = function () return module:require "adhoc".new("name", "node", print, "any"); end;
	["ProsodyTimer"] = function () return module:add_timer(3600, function () end); end;
	["ProsodyMetricFamily"] = function () return new_metric_family("gauge"); end;
	["ProsodyGauge"] = function () return new_metric("gauge"); end;
	["ProsodyCounter"] = function () return new_metric("counter"); end;
	["ProsodyDistribution"] = function () return new_metric("summary"); end;
	["ProsodyMeasures"] = function ()
		local measures = {};
		for _, kind in ipairs { "amount"; "counter"; "rate"; "times"; "sizes"; "distribution" } do
			measures[kind] = module:measure("seen_" .. kind, kind);
		end
		return measures;
	end;
};

for _, kind in ipairs {
	"util.array.Array"; "util.cache.Cache"; "util.dataforms.DataForm"; "util.promise.Promise"; "util.set.Set";
} do
	kinds[getmetatable(makers[kind]())] = kind;
end

recorder.kind_of = function (value)
	return value == nil and "nil" or kind_of(value);
end;

-- Has the calls of the methods of all such objects noted.
local function note_methods(name, object)
	local metatable = getmetatable(object);
	local methods = type(metatable) == "table" and rawget(metatable, "__index");
	if type(methods) == "table" then recorder.wrap(name, methods); end
end

for name, make in pairs(makers) do
	local ok, object = pcall(make);
	if ok and type(object) == "table" then note_methods(name, object); end
end

local function record_made_objects()
	for name, make in pairs(makers) do
		local ok, object = pcall(make);
		if ok and type(object) == "table" then record(objects, name, object); end
	end
end

local function record_if_there(name, value)
	if name and value then record(objects, name, value); end
end

-- Those of a storage that the server is not configured with.
local function record_stores(storage)
	local driver = require "core.storagemanager".load_driver(module.host, storage);
	assert(driver, "no storage " .. storage .. ": see the log");
	for name, kind in pairs { ProsodyKeyvalStore = "keyval"; ProsodyMapStore = "map"; ProsodyArchiveStore = "archive" } do
		record_if_there(name, driver:open("types_live_" .. storage, kind) or nil);
	end
end

-- Objects of the running server ----------------------------------------------------------------------------------------

-- Those that were here, and have ended.
local ended_sessions = {};

module:hook("resource-unbind", function (event)
	table.insert(ended_sessions, event.session);
end);

local function record_sessions()
	for _, session in ipairs(ended_sessions) do
		if session.destroyed then record(objects, "ProsodySession", session); end
	end
	for _, session in pairs(prosody.full_sessions) do
		record(objects, "ProsodySession", session);
		record_if_there("ProsodyConnection", session.conn);
		record_if_there("util.xmppstream.Stream", session.stream);
		record_if_there("ProsodyRosterMetadata", session.roster and session.roster[false]);
		if session.role then record(objects, "ProsodyRole", session.role); end
		for jid, item in pairs(session.roster) do
			if jid and jid ~= "pending" then record(objects, "ProsodyRosterItem", item); end
		end
	end
	for _, user in pairs(prosody.bare_sessions) do
		record(objects, "ProsodyUserSessions", user);
	end
end

-- What modules export, by the modules' names.
local module_exports = {
	http = "HttpModule"; http_files = "HttpFilesModule"; pep = "PepModule"; pubsub = "PubsubModule"; s2s = "S2sModule";
	dialback = "DialbackModule"; invites = "InvitesModule"; tokenauth = "TokenauthModule"; flags = "FlagsModule";
	account_activity = "AccountActivityModule"; external_services = "ExternalServicesModule"; groups = "GroupsModule";
	announce = "AnnounceModule"; tombstones = "TombstonesModule";
};

-- Not those for components, and for the server.
local function load_modules_that_export()
	for name in pairs(module_exports) do
		if name ~= "pubsub" and name ~= "s2s" then
			modulemanager.load(module.host, name); -- where the release has it
		end
	end
end

local function record_hosts()
	for _, host in pairs(prosody.hosts) do
		record(objects, "ProsodyHost", host);
		record_if_there("ProsodyAuthzProvider", host.authz and own_members(host.authz));
		record_if_there("ProsodyAuthProvider", host.users);
		for name, environment in pairs(host.modules) do
			record(objects, "ProsodyModuleApi", environment.module);
			record_if_there(module_exports[name], own_members(environment));
		end
	end
end

-- Loaded beside the provider that the server is configured with, they change nothing of it.
local function record_other_providers()
	for _, name in ipairs { "anonymous"; "insecure"; "internal_hashed" } do
		modulemanager.load(module.host, "auth_" .. name);
	end
	for _, provider in ipairs(module:get_host_items("auth-provider")) do
		record(objects, "ProsodyAuthProvider", provider);
	end
end

local function record_rooms()
	local muc = prosody.hosts[muc_host].modules.muc;
	record(objects, "MucModule", own_members(muc));
	for room in muc.live_rooms() do
		record(objects, "MucRoom", room);
		record(objects, "MucRoomData", room._data);
		for _, entry in ipairs(room._history or {}) do
			record(objects, "MucHistoryEntry", entry);
		end
		for _, data in pairs(room._affiliation_data) do
			record(objects, "MucAffiliationData", data);
		end
		for _, occupant in room:each_occupant() do
			record(objects, "MucOccupant", occupant);
		end
	end
end

local function describe()
	record_libraries();
	load_modules_that_export();
	record_made_objects();
	record_stores("memory");
	record_stores("sql");
	record(objects, "Prosody", prosody);
	record(objects, "ProsodyPaths", prosody.paths);
	record_sessions();
	record_hosts();
	record_other_providers();
	record_rooms();
end

-- Events ---------------------------------------------------------------------------------------------------------------

local function watch(emitter, scope)
	events[scope] = events[scope] or {};
	local function note(handlers, name, data)
		record(events[scope], name, data);
		return handlers(name, data);
	end
	emitter.add_wrapper(false, note);
	return function ()
		emitter.remove_wrapper(false, note);
	end
end

local unwatch = {};

local function watch_host(name)
	table.insert(unwatch, watch(prosody.hosts[name].events, name));
end

function module.unload()
	for _, stop in ipairs(unwatch) do
		stop();
	end
end

-- Rooms are told from other tables by a metatable that exists once mod_muc is loaded.
local function learn_room_kinds()
	local muc = prosody.hosts[muc_host].modules.muc;
	kinds[muc.room_mt] = "MucRoom";
	local occupant = muc.new_room("room@" .. muc_host):new_occupant("a@" .. module.host, "room/nick");
	kinds[getmetatable(occupant)] = "MucOccupant";
	recorder.wrap("MucRoom", muc.room_mt);
	note_methods("MucOccupant", occupant);
end

-- Things that no client can do -------------------------------------------------------------------------------------------

local make_own_calls = module:require "own_calls";
local raised;

local function exercise()
	raised = make_own_calls();
	prosody.reload_config();
	prosody.reopen_logfiles();
	modulemanager.reload(module.host, "ping");
end

local function write()
	local file = assert(io.open(prosody.paths.data .. "/types_live.json", "w"));
	file:write(json.encode({
		version = prosody.version; objects = objects; events = events; functions = recorder.calls;
		raised = raised;
	}));
	file:close();
end

module:hook("iq-set/host/" .. xmlns .. ":describe", function (event)
	exercise();
	describe();
	write();
	event.origin.send(st.reply(event.stanza));
	return true;
end);

table.insert(unwatch, watch(prosody.events, "global"));
for name in pairs(prosody.hosts) do
	watch_host(name);
end
module:hook_global("host-activated", watch_host);
module:hook_global("server-started", learn_room_kinds);
