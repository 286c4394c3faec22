-- A storage that cannot read what is kept under the key "broken", and holds nothing else.

local driver = {};
local store = {};
store.__index = store;

function store:get(key)
	if key == "broken" then return nil, "the disk is on fire"; end
	return nil;
end

function store:set()
	return true;
end

function driver:open(_, typ)
	if typ ~= nil and typ ~= "keyval" then return nil, "unsupported-store"; end
	return setmetatable({}, store);
end

module:provides("storage", driver);
