package main

// uris are corner cases of url.Parse.
var uris = []string{
	"http://user@host/", "http://user:pass@host", "http://us er@host/", "http://a@b@host/", "http://user:p:w@host/", "http://%41@host/",
	"http://%zz@host/", "http://us%2Fer@host", "http://[user]@host",
	"http://host:80", "http://host:", "http://host:port", "http://host:80:90", "spiffe://a:1:2", "spiffe://a:b", "http://host:-1",
	"http://:80", "http://host:99999999", "http://a:80@b:90", "https://a:b:c/", "x://::1/",
	"http://ho%41st/", "http://h%C3%BCst/", "http://ho%25st/", "http://ho%2fst/", "http://host/%", "http://host/%4", "http://host/%zz",
	"http://host/%00", "http://host/%2F%41", "http://host/a%2fb/%7e",
	"http://[::1]/", "http://[::1]:80/", "http://[::1", "http://::1]/", "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/",
	"http://[fe80::1%25%41]/", "http://[fe80::1%25]/", "http://[1.2.3.4]/", "http://[::ffff:1.2.3.4]/", "http://[]/", "http://[::1]x/",
	"http://[::1%25a%20b]/", "http://[host]/", "http://x[::1]/", "http://[::g]/", "http://[::1]:x/", "http://[::1]]/",
	"http://[fe80::1%25%zz]/", "http://[::1]@host/", "http://[::1]:/",
	"http://ho st/", "http://host/a b", "http://host /", " http://host", "http://host\t", "http://host\n", "http://host/\x00",
	"http://host/\x7f", "http://ho\"st/", "http://ho<st>/", "http://ho\\st/", "http://ho^st/", "http://ho`st", "http://ho{st}/",
	"http://ho|st/", "http://'host'/", "http://ho!$&()*+,;=st/",
	"", ":", "://host", "1http://host", "ht_tp://host", "http:host", "http:/host", "http:///path", "//host/path", "///path", "/path",
	"path", "path:colon", "a/b:c", "*", "?query", "#fragment", "http://", "http:", "http:?", "mailto:a@b.c", "urn:x:y", "a:", "+a://b",
	"a+b-c.d://e", "A1://HOST/",
	"http://host?query", "http://host?", "http://host??", "http://host/?a?b", "http://host?%zz", "http://host?a b", "http://host?\x01",
	"http://host#frag", "http://host#", "http://host#%zz", "http://host#a b", "http://host#%41#", "http://host/#\x01",
	"http://host#\x7f", "http://host/#a%2fb",
	"http://host.", "http://host..", "http://.host", "http://a..b", "http://-", "http://_", "http://*.host", "http://host/..",
	"http://1.2.3.4", "http://0x1", "http://HOST", "http://xn--a", "spiffe://a.b/c", "http://a.b.:80/", "http://a;b",
	"http://a,b:1,c:2/", "x://a,b:1,c:2/", "http://a%", "http://%ff", "http://host:%38", "http://%5B::1%5D/", "http://~host/",
	"http://user:pa%ss@host", "http://:@host", "http://@host", "http://@", "//@", "http://user%@host/", "http://us\"er@host/",
	"http://us[er@host/", "javascript:alert(1)", "data:,%", "http:%", "http:%zz/", "/%zz", "//ho%st", "a%zz", "./a:b", "//[::1]/",
	"a://b?c#d", "a:b?c#d?e", "http://[fe80::1%25%2f]/", "http://host/a+b%20c", "http://%zz:p@host/", "http://[%41%25eth0]/", "x:/a",
	"x:///a", "a/b:c%20d", "%61:b", "./%3a", "http://host*", "/a%2fb%20c\"", "x:/*", "a%3Ab\"", "x:///[a%2f]", "x://a/[b%2f]",
	"x:///a#b%2f", "x://a.b/c#d%2fe", "x:///a-path-that-is-longer-than-the-buffer that/escaping/starts/with?and#a fragment",
}

// oddURI is one of these, or has a byte put in.
func oddURI(r random) san {
	text := []byte(pick(r, uris...))
	if r.chance(0.2) {
		text = insert(r, text, byte(r.IntN(128)))
	}
	return san{tagURI, text}
}
