package io.github.milvusretention.console.access.refusal;

import jakarta.servlet.http.HttpServletRequest;

/** Is told of requests that are refused before any page or act is asked, to record them. */
@FunctionalInterface
public interface RefusalEvents {
  void refused(HttpServletRequest request, Refusal refusal);
}
