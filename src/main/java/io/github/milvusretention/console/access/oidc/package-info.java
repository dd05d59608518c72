/** Log-in by a provider of OpenID Connect. Nothing here is loaded unless the rules have one. */
@NullMarked
package io.github.milvusretention.console.access.oidc;

import org.jspecify.annotations.NullMarked;
