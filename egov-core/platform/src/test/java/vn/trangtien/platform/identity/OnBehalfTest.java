package vn.trangtien.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class OnBehalfTest {

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aServiceHasTheNameOfThePersonButOnlyTheRightsOfAService() {
        CurrentUser user = OnBehalf.service(asking("truc-ban"));

        assertThat(user.id()).isEqualTo("truc-ban");
        assertThat(user.roles()).containsExactly(Role.SERVICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-x", "<b>", "trực", "a\nb"})
    void aNameThatNoAccountCanHaveIsTheServiceItself(String name) {
        assertThat(OnBehalf.service(asking(name))).isEqualTo(CurrentUser.SERVICE);
    }

    @Test
    void aPersonIsNamedFurtherOnAndAServiceIsNot() {
        assertThat(OnBehalf.ofThisRequest()).isEmpty();
        signIn(new CurrentUser("ky-thuat", "Kỹ Thuật", Set.of(Role.TECHNICIAN), null));
        assertThat(OnBehalf.ofThisRequest()).contains("ky-thuat");
        signIn(CurrentUser.SERVICE);
        assertThat(OnBehalf.ofThisRequest()).isEmpty();
    }

    private static void signIn(CurrentUser user) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null, Set.of()));
    }

    private static MockHttpServletRequest asking(String person) {
        var request = new MockHttpServletRequest();
        request.addHeader(OnBehalf.HEADER, person);
        return request;
    }
}
