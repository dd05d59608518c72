package io.github.milvusretention.console.web.frame;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What all pages share. */
@Configuration(proxyBeanMethods = false)
@Import({Assets.class, PageFrame.class, ErrorPages.class, BrokenPages.class, VisibleTexts.class})
public class PageBeans {}
