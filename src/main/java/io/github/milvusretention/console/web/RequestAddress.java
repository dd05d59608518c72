package io.github.milvusretention.console.web;

import jakarta.servlet.http.HttpServletRequest;

/** The address of a page as it was asked for. */
public final class RequestAddress {
  private RequestAddress() {}

  /**
   * Path and query, without the prefix of a proxy or context path, which links get by themselves.
   */
  public static String of(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    String query = request.getQueryString();
    return query == null ? path : path + "?" + query;
  }
}
