package vn.trangtien.platform.identity;

/**
 * A service declares one such bean (or several, with {@code @Order}). Its own pages, the sign-in page, style sheets and
 * the health check are open already.
 *
 * <pre>
 * &#64;Bean
 * AccessRules rules() {
 *     return access -&gt; access
 *             .path("/city/**").anyone()
 *             .path(HttpMethod.POST, "/api/cases").roles(Role.SERVICE)
 *             .path("/ops/**").roles(Role.OPERATOR, Role.ADMIN)
 *             .path("/").signedIn();
 * }
 * </pre>
 */
@FunctionalInterface
public interface AccessRules {

    void declare(Access access);
}
