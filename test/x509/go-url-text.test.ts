import t from 'tap';
import { goUrlText, type UrlParts } from '../../src/x509/go-url-text.js';

/** The text of a URL whose parts are like those of `http://a/b`. */
function shown(change: Partial<UrlParts>, fragment = ''): string {
  return goUrlText(
    { scheme: 'http', authority: { user: undefined, host: 'a' }, path: '/b', query: undefined, ...change },
    fragment,
  );
}

/** The expected results are those of URL.String of Go 1.26. */
void t.test('the parts one after the other', (t) => {
  t.equal(shown({}), 'http://a/b');
  t.equal(shown({ query: '' }), 'http://a/b?');
  t.equal(shown({ query: 'q?%zz' }, 'f'), 'http://a/b?q?%zz#f');
  t.equal(shown({ scheme: '' }), '//a/b');
  t.equal(shown({ authority: undefined }), 'http:/b');
  t.equal(shown({ authority: { user: undefined, host: '' } }), 'http:///b');
  t.equal(shown({ authority: { user: undefined, host: '' }, path: '' }), 'http:');
  t.equal(shown({ authority: { user: [''], host: 'a' }, path: '' }), 'http://@a');
  t.equal(shown({ authority: { user: ['u', 'p'], host: 'a:80' } }), 'http://u:p@a:80/b');
  t.equal(goUrlText({ scheme: 'urn', opaque: 'a:b%zz', path: '', query: undefined }, ''), 'urn:a:b%zz');
  t.equal(goUrlText({ scheme: 'x', opaque: '', path: '', query: undefined }, ''), 'x:');
  t.equal(goUrlText({ scheme: '', path: '*', query: undefined }, ''), '*');
  t.equal(goUrlText({ scheme: '', path: 'a%3ab', query: undefined }, ''), 'a%3ab');
  t.end();
});

void t.test('what is sound stays as it is, and anything else is encoded anew', (t) => {
  t.equal(shown({ path: '/a%2fb!' }), 'http://a/a%2fb!');
  t.equal(shown({ path: '/a%2fb%20c"' }), 'http://a/a/b%20c%22');
  t.equal(shown({}, '%41'), 'http://a/b#%41');
  t.equal(shown({}, '%41#'), 'http://a/b#A%23');
  t.equal(shown({}, '\x01'), 'http://a/b#%01');
  t.equal(
    shown({ authority: { user: ['a/b', 'c@d'], host: '[fe80::1%a A]' } }),
    'http://a%2Fb:c%40d@[fe80::1%25a%20A]/b',
  );
  t.end();
});
