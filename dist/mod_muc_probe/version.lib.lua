-- SPDX-License-Identifier: MIT

-- The version of the plugin. The build takes it from package.json.
local VERSION = "0.1.0";

return { VERSION = VERSION };
