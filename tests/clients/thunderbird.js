// Thunderbird's settings for test_desktop.py: one subscription, at @ADDRESS@, and no way out of this computer.
user_pref("calendar.registry.feed.type", "ics");
user_pref("calendar.registry.feed.name", "feed");
user_pref("calendar.registry.feed.uri", "@ADDRESS@");
user_pref("calendar.registry.feed.cache.enabled", true);
user_pref("calendar.registry.feed.readOnly", true);
// In minutes. The dialogue offers whole ones, the clock behind it takes less.
user_pref("calendar.registry.feed.refreshInterval", "0.1");

// No name is looked up, and what asks for any other computer ends at a port that nobody listens at.
user_pref("network.dns.disabled", true);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("network.proxy.no_proxies_on", "127.0.0.1");
user_pref("network.proxy.failover_direct", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("app.update.enabled", false);
user_pref("app.normandy.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("mailnews.start_page.enabled", false);
