@NullMarked
package io.github.milvusretention.console.access.login;

import org.jspecify.annotations.NullMarked;
