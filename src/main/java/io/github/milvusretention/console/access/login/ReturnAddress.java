package io.github.milvusretention.console.access.login;

import io.github.milvusretention.console.web.RequestAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page that is shown after a log-in.
 *
 * @param path with query, of this program and none other; without the prefix of a proxy
 */
public record ReturnAddress(String path) {
  public static final String PARAMETER = "to";
  static final ReturnAddress HOME = new ReturnAddress("/policies");

  private static final int LONGEST = 2000;

  /**
   * Browsers take // and /\ for the begin of another host, and Spring braces for a variable, which
   * it looks for when it redirects. No address has braces that are not encoded.
   */
  private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\{}]]*");

  private static final Pattern NO_PAGE = Pattern.compile("/(login(/[^?;]*)?|logout)?([?;].*)?");

  /** Home for anything else than the address of a page. */
  public static ReturnAddress of(@Nullable String address) {
    return address == null
            || address.length() > LONGEST
            || !OURS.matcher(address).matches()
            || NO_PAGE.matcher(address).matches()
        ? HOME
        : new ReturnAddress(address);
  }

  /** What was asked for; acts have a page at their own address. */
  static ReturnAddress asked(HttpServletRequest request) {
    return of(RequestAddress.of(request));
  }

  /** The page in which htmx asks for a part. */
  static ReturnAddress aroundPart(HttpServletRequest request) {
    try {
      URI page = new URI(String.valueOf(request.getHeader("HX-Current-URL")));
      String path = String.valueOf(page.getRawPath());
      String prefix = request.getContextPath();
      String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
      return path.startsWith(prefix) ? of(path.substring(prefix.length()) + query) : HOME;
    } catch (URISyntaxException e) {
      return HOME;
    }
  }

  /**
   * The log-in that leads back to it.
   *
   * @param note a parameter without a value; null for none
   */
  public String logIn(@Nullable String note) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(LogInPage.PATH);
    if (note != null) {
      address.queryParam(note);
    }
    return equals(HOME)
        ? address.build().toUriString()
        : address.queryParam(PARAMETER, "{to}").encode().buildAndExpand(path).toUriString();
  }
}
