package vn.trangtien.box.embedded;

import io.questdb.FactoryProviderImpl;
import io.questdb.ServerConfiguration;
import io.questdb.cairo.SecurityContext;
import io.questdb.cutlass.http.HttpAuthenticator;
import io.questdb.cutlass.http.HttpAuthenticatorFactory;
import io.questdb.cutlass.http.HttpRequestHeader;
import io.questdb.std.str.DirectUtf8Sequence;
import io.questdb.std.str.Utf8String;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Lets a client in that shows {@code Authorization: Token <secret>}, as every InfluxDB 2 client does. QuestDB itself knows only
 * basic authentication, which goes on working beside this.
 */
final class TokenAccess extends FactoryProviderImpl {

    private static final Utf8String AUTHORIZATION = new Utf8String("Authorization");

    private final HttpAuthenticatorFactory tokens;

    TokenAccess(ServerConfiguration configuration, String user, String token) {
        super(configuration);
        HttpAuthenticatorFactory basic = super.getHttpAuthenticatorFactory();
        this.tokens = () -> new TokenOrBasic(basic.getHttpAuthenticator(), user, "Token " + token);
    }

    @Override
    public HttpAuthenticatorFactory getHttpAuthenticatorFactory() {
        return tokens;
    }

    private record TokenOrBasic(HttpAuthenticator basic, String user, String expected) implements HttpAuthenticator {

        @Override
        public boolean authenticate(HttpRequestHeader header) {
            DirectUtf8Sequence shown = header.getHeader(AUTHORIZATION);
            if (shown == null) {
                return false;
            }
            return same(expected, shown.toString()) || basic.authenticate(header);
        }

        private static boolean same(String one, String other) {
            return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public byte getAuthType() {
            return SecurityContext.AUTH_TYPE_CREDENTIALS;
        }

        @Override
        public CharSequence getPrincipal() {
            return user;
        }
    }
}
