-- Finds other servers on the loopback address, at the ports of the option trust_pinned_s2s, without any DNS: every release
-- looks hosts up through net.adns, or through resolvers that can be replaced.

local ports = module:get_option("trust_pinned_s2s", {});

module:set_global();

-- From 0.12 on: the resolver of a host's services.
local function pin_service()
	local service = require "net.resolvers.service";
	local basic = require "net.resolvers.basic";
	local new = service.new;
	function service.new(host, name, typ, extra)
		if ports[host] then return basic.new("127.0.0.1", ports[host], typ, extra); end
		return new(host, name, typ, extra);
	end
end

-- On 0.11: the lookups themselves.
local function pin_lookups()
	local adns = require "net.adns";
	local new = adns.resolver;
	function adns.resolver()
		local resolver = new();
		function resolver:lookup(callback, name, typ)
			local port = ports[(name:gsub("^_xmpp%-server%._tcp%.", ""):gsub("%.$", ""))];
			if typ == "SRV" and port then
				callback({ { srv = { target = "127.0.0.1", port = port, priority = 0, weight = 0 } } });
			elseif typ == "A" then
				callback({ { a = "127.0.0.1" } });
			else
				callback({});
			end
		end
		-- Nothing is ever looked up that could be called off.
		function resolver._resolver.closeall() end
		return resolver;
	end
end

if prosody.version:find("^0%.11") then
	pin_lookups();
else
	pin_service();
end
