package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.CONTENT;

import java.beans.XMLDecoder;
import java.io.FileInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.catalog.CatalogFeatures;
import javax.xml.catalog.CatalogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** Reading a file through what a document says: CWE-611. */
final class Markup {
  private static final String XSL =
      "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>";

  private Markup() {}

  static Family reading() {
    Family xml = new Family("xml");
    xml.add("DOM, document", CONTENT, Markup::document).seed(Seed.XML);
    xml.add("DOM, external entity", CONTENT, at -> dom(entity(at), false));
    xml.add("DOM, external DTD", CONTENT, at -> dom(externalDtd(at), false)).seed(Seed.DTD);
    xml.add("DOM, parameter entity", CONTENT, at -> dom(parameterEntity(at), false)).seed(Seed.DTD);
    xml.add("DOM, XInclude", CONTENT, at -> dom(xinclude(at), true));
    xml.add("SAX, external entity", CONTENT, Markup::sax);
    xml.add("SAX, document", CONTENT, Markup::saxDocument).seed(Seed.XML);
    xml.add("StAX, external entity", CONTENT, Markup::stax);
    xml.add(
        "XPath, external entity",
        CONTENT,
        at ->
            XPathFactory.newInstance()
                .newXPath()
                .evaluate("/", new InputSource(new StringReader(entity(at)))));
    xml.add("Transformer, source", CONTENT, at -> transformed(null, new StreamSource(at.file())))
        .seed(Seed.XML);
    xml.add("Transformer, external entity", CONTENT, at -> transformed(null, source(entity(at))));
    xml.add(
            "XSLT, document()",
            CONTENT,
            at -> transformed(copying("document('" + uri(at) + "')"), source("<a/>")))
        .seed(Seed.XML);
    xml.add(
            "XSLT, stylesheet",
            CONTENT,
            at -> transformed(new StreamSource(at.file()), source("<a/>")))
        .seed(Seed.STYLESHEET);
    xml.add("XSLT, import", CONTENT, at -> transformed(referring(at, "import"), source("<a/>")))
        .seed(Seed.STYLESHEET);
    xml.add("XSLT, include", CONTENT, at -> transformed(referring(at, "include"), source("<a/>")))
        .seed(Seed.STYLESHEET);
    xml.add("Schema, file", CONTENT, at -> validated(new StreamSource(at.file())))
        .seed(Seed.SCHEMA);
    xml.add("Schema, include", CONTENT, at -> validated(source(including(at)))).seed(Seed.SCHEMA);
    xml.add("Validator, external entity", CONTENT, Markup::validator);
    xml.add("Catalog", CONTENT, Markup::catalog).seed(Seed.CATALOG);
    xml.add("XMLDecoder", CONTENT, Markup::beans).seed(Seed.BEANS);
    return xml;
  }

  private static String uri(Ground at) {
    return at.path().toUri().toString();
  }

  private static Source source(String document) {
    return new StreamSource(new StringReader(document));
  }

  private static String entity(Ground at) {
    return "<!DOCTYPE a [<!ENTITY x SYSTEM '" + uri(at) + "'>]><a>&x;</a>";
  }

  private static String externalDtd(Ground at) {
    return "<!DOCTYPE a SYSTEM '" + uri(at) + "'><a>&inner;</a>";
  }

  private static String parameterEntity(Ground at) {
    return "<!DOCTYPE a [<!ENTITY % p SYSTEM '" + uri(at) + "'> %p;]><a>&inner;</a>";
  }

  private static String xinclude(Ground at) {
    return "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include parse='text' href='"
        + uri(at)
        + "'/></a>";
  }

  private static Source copying(String select) {
    return source(
        XSL
            + "<xsl:template match='/'><xsl:copy-of select=\""
            + select
            + "\"/></xsl:template></xsl:stylesheet>");
  }

  private static Source referring(Ground at, String how) {
    return source(XSL + "<xsl:" + how + " href='" + uri(at) + "'/></xsl:stylesheet>");
  }

  private static String including(Ground at) {
    return "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='"
        + uri(at)
        + "'/></xs:schema>";
  }

  private static String document(Ground at) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(at.file())
        .getDocumentElement()
        .getTextContent();
  }

  private static String dom(String document, boolean including) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setXIncludeAware(including);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(document)))
        .getDocumentElement()
        .getTextContent();
  }

  private static String sax(Ground at) throws Exception {
    Characters characters = new Characters();
    SAXParserFactory.newInstance()
        .newSAXParser()
        .parse(new InputSource(new StringReader(entity(at))), characters);
    return characters.text.toString();
  }

  private static String saxDocument(Ground at) throws Exception {
    Characters characters = new Characters();
    SAXParserFactory.newInstance().newSAXParser().parse(at.file(), characters);
    return characters.text.toString();
  }

  private static String stax(Ground at) throws Exception {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(entity(at)));
    while (reader.next() != XMLStreamConstants.START_ELEMENT) {
      // The document type comes first.
    }
    return reader.getElementText();
  }

  private static String transformed(Source stylesheet, Source document) throws Exception {
    TransformerFactory factory = TransformerFactory.newInstance();
    StringWriter result = new StringWriter();
    (stylesheet == null ? factory.newTransformer() : factory.newTransformer(stylesheet))
        .transform(document, new StreamResult(result));
    return result.toString();
  }

  /** The error names the only value that the schema allows. */
  private static String validated(Source schema) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(schema)
        .newValidator()
        .validate(source("<key>other</key>"));
    return "valid";
  }

  private static String validator(Ground at) throws Exception {
    String schema =
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a'>"
            + "<xs:simpleType><xs:restriction base='xs:string'><xs:maxLength value='1'/>"
            + "</xs:restriction></xs:simpleType></xs:element></xs:schema>";
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(source(schema))
        .newValidator()
        .validate(source(entity(at)));
    return "valid";
  }

  private static String catalog(Ground at) {
    return CatalogManager.catalog(CatalogFeatures.defaults(), at.path().toUri()).matchURI("key");
  }

  private static Object beans(Ground at) throws Exception {
    try (XMLDecoder decoder = new XMLDecoder(new FileInputStream(at.file()))) {
      return decoder.readObject();
    }
  }

  private static final class Characters extends DefaultHandler {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
      text.append('<').append(qualified).append('>');
    }

    @Override
    public void characters(char[] characters, int start, int length) {
      text.append(characters, start, length);
    }
  }
}
