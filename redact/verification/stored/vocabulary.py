"""The names that ISO 32000 gives to keys and values: they say nothing about anybody, even to a Mr Page."""

from __future__ import annotations

STANDARD = frozenset(
    """
    A A85 AA AbsoluteColorimetric AC Accent AccurateScreens Action ActualText adbe.pkcs7.detached adbe.pkcs7.sha1
    Adobe AESV2 AESV3 AF AFRelationship After AHx AIS All AllOff AllOn AllPages Alt Alternate AlternateImages
    AlternatePresentations Alternates Alternative AN Angle Annot Annotation Annots AntiAlias AnyOff AnyOn AP
    application APRef Arial ArialMT Art ArtBox Artifact AS Ascent ASCII85Decode ASCIIHexDecode Aside AsIs Attached
    Attestation AuthEvent Author Auto AvgWidth B Background BackgroundColor BaseEncoding BaseFont BaseState
    BaseVersion BBox BC BE Before begincmap BG BG2 BibEntry BitsPerComponent BitsPerCoordinate BitsPerFlag
    BitsPerSample BL BlackIs1 BlackPoint BleedBox Block BlockAlign BlockQuote BM Border BorderColor BorderStyle
    BorderThickness Both Bottom Bounds BS Btn Butt ByteRange C C0 C1 CA ca CalCMYK CalGray Calibri CalRGB CapHeight
    Caption Caret Cat Catalog Category CCF CCITTFaxDecode Cell Center CF CFM Ch CharProcs CharSet CheckSum ChooseColor
    ChooseSpot CI CIDFontType0 CIDFontType0C CIDFontType2 CIDInit CIDSet CIDSystemInfo CIDToGIDMap Circle ClassMap
    ClrF ClrFf CMap CMapName CMapType CMYK CO Code Collection CollectionField CollectionItem CollectionSchema
    CollectionSort Color Colorants ColorBurn ColorDodge Colors ColorSpace ColorTransform ColSpan Column ColumnCount
    ColumnGap Columns ColumnWidths Comment Compatible Components ContactInfo Content Contents Coords Copy CosineDot
    Count Courier Courier-Bold Courier-BoldOblique Courier-Oblique CP CreationDate Creator CreatorInfo CropBox
    CropRect Crypt CryptFilter CryptFilterDecodeParms CS CT Cyan CYX D DA Darken Data Date DC DCT DCTDecode Decimal
    Decode DecodeParms def Default DefaultCMYK DefaultForRef DefaultGray DefaultRGB Desc DescendantFonts Descent
    Design Dest DestOutputProfile DestOutputProfileRef Dests DeviceCMYK DeviceColorant DeviceGray DeviceN DeviceRGB
    deviceRGB Di Dialogue Diamond Difference Differences Disabled Disc DisplayDocTitle Dissolve Distribute Div DL Dm
    DocAvailable DocOpen DocTimeStamp Document DocumentFragment Domain DotGain Dotted Double DP DR DS Duplex
    DuplexFlipLongEdge DuplexFlipShortEdge Dur DV DW DW2 E EF EFF EFOpen Email Embedded EmbeddedFile EmbeddedFiles
    Encode EncodedByteAlign Encoding Encrypt EncryptMetadata End EndIndent EndOfBlock EndOfLine Entry Event Exclude
    Exclusion Export ExportState Expression Extends ExtensionLevel ExtensionRevision Extensions ExtGState F Fade False
    FB FD FDecodeParms FDF FENote Ff FFilter FieldMDP Fields Figure FileAttachment Filespec Filter First FirstChar
    FirstPage Fit FitB FitBH FitBV FitH FitR FitV FitWindow FixedPrint FL Fl Flags FlateDecode Flatness FlatWidth Font
    FontBBox FontDescriptor FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch FontWeight Footer
    Form Format FormEx FormType Formula FreeText Frequency FS FT FullScreen Function Functions FunctionType G Gamma
    GlyphOrientationVertical GoTo GoToE GoToR Gray Groove Group GTS_PDFA1 GTS_PDFX H H1 H2 H3 H4 H5 H6 Halftone
    HalftoneName HalftoneType HardLight Header Headers Heading Height Helvetica Helvetica-Bold Helvetica-BoldOblique
    Helvetica-Oblique Hex HF Hidden Hide HideMenubar HideToolbar HideWindowUI Highlight HKana HKanaRot HojoKanji
    HRoman HT HTP Hue I IC ICCBased ID Identity Identity-H Identity-V IDS IDTree IF IM Image ImageB ImageC ImageI
    ImageMask Import ImportData Include Index Indexed Info Ink InkList Inline InlineAlign InlineShape InnerShadow
    Inset Intent Interpolate IRT IsMap IT ItalicAngle IX JavaScript JBIG2Decode JBIG2Globals JPXDecode JS Justify K
    Key Keystroke Keywords Kids L L2R Lab LabelStyle Lang Language Last LastChar LastModified LastPage Launch
    LaunchUrl Layout Lbl LBody LC LE Leading Left Legal Length Length1 Length2 Length3 Level1 LI Lighten Limits Line
    Linearized LineArrow LineDimension LineHeight LineThrough Link List ListMode ListNumbering LL LLE LLO Location
    Lock Locked LowerAlpha LowerRoman lr LS Lum Luminosity LW LZW LZWDecode M MacExpertEncoding MacRomanEncoding
    Magenta Marked MarkInfo MarkStyle Mask Matrix Matte MaxLen MaxWidth MCD MCID MCR MD5 Measure Measurement Media
    MediaBox MediaClip MediaConfig MediaDuration MediaRendition MediaScreenParams Metadata MissingWidth Mix
    MixingHints MK ML MMType1 MN ModDate Movie MR Msg Multiply N Name Named Names Namespace Namespaces NChannel
    NeedAppearances NeedsRendering New NewWindow Next NextPage NM None NonEFontNoWarn NonFullScreenPageMode NonStruct
    Normal NoRotate Note NP NS NumberFormat NumCopies Nums O OB Obj OBJR ObjStm OC OCG OCGs OCMD OCProperties
    OCSettings OFF Off ON OneColumn Oneside Online OP Op op Open OpenAction OpenType Operation OPI OPM Opt Order
    Ordered Ordering OS Outlines OutputCondition OutputConditionIdentifier OutputIntent OutputIntents Outset Overlay
    OverlayText Overline P Padding Page PageElement PageLabel PageLabels PageLayout PageMode PageNum Pages Pagination
    PaintType Paragraph Params Parent ParentTree ParentTreeNextKey Part Pattern PatternType PCM PDF Perceptual Perms
    Pg PickTrayByPDFSize PieceInfo Placement Pn Policy Polygon PolygonCloud PolygonDimension PolyLine
    PolyLineDimension Popup Pos Pre Predictor PreserveRB PresSteps Prev PreviousPage PrevPage Print PrintArea
    PrintClip PrintField PrintPageRange PrintScaling PrintState Private ProcessColorants ProcSet Producer Prop_Build
    Properties Proportion PS Push PZ Q QuadPoints Quote R R2L RadioButton Range Raster RB RBGroups RC RD Reason Rect
    Redact Ref Reference Registry RegistryName RelativeColorimetric Remote Rename Renditions ReqHandler Requirement
    Requirements ResetForm ResFork Resources RF RGB Rhombus RI Ridge Right RK RL Role RoleMap Roman Root Rotate Row
    Rows RowSpan RP RT RTL Ruby RubyAlign RubyPosition RunLengthDecode RV S SA Sans-Serif Saturation Schema Scope
    Screen Script SE Sect Separation SeparationColorNames SeparationInfo Serif SetOCGState Shading ShadingType Shadow
    Shape ShowControls Sig SigFieldLock Signature SigQ SigRef SimpleFontFamily Simplex SinglePage Size SM SMask
    SMaskInData Solid Solidities Sort Sound SoundActions Source SpaceAfter SpaceBefore Span SpdrArt SpiderInfo Split
    SpotFunction Square Squiggly Stamp Standard Start StartIndent State StateModel StdCF StemH StemV Stm StmF StmOwn
    StrF StrikeOut Strikeout Strong StructElem StructParent StructParents StructTreeRoot Style Sub SubFilter Subj
    Subject SubmitForm SubType Subtype Summary Supplement Suspects SV SW Symbol T Table Tabs Target tb TBody
    TBorderStyle TD TemplateInstantiated Templates Text TextAlign TextDecorationColor TextDecorationThickness
    TextDecorationType TextIndent TextPosition TFoot TH THead Threads Thumb TI TilingType Times Times-Bold
    Times-BoldItalic Times-Italic Times-Roman Timespan Title TK TM TOC TOCI Toggle Toggled Tone Top ToUnicode TP
    TPadding TR TR2 Trans TransferFunction TransformMethod TransformParams Transparency TrapNet TrapnetEvents Trapped
    TrapRegions TrapStyles TrimBox True TrueType TrueTypeFont TU TV TwoColumnLeft TwoColumnRight TwoPageLeft
    TwoPageRight Tx Type Type0 Type1 Type1C Type3 U UCR UCR2 UF Unchanged Uncover Underline Unix UpperAlpha UpperRoman
    UR UR3 URI URIActions URL URLS Usage UseAttachments UseBlackPtComp UseCMap UseNone UseOC UseOutlines User
    UserProperties UserUnit UseThumbs V Valid VE Vertices View ViewArea ViewClip ViewerPreferences Viewport ViewState
    Visible VisiblePages VP W W2 Warichu WarichuTiming Watermark WC WhitePoint Widget Width Widths WinAnsiEncoding
    Wipe WMode WP WritingMode WS WT X XFA XHeight XML XObject XRef XRefStm Xsquare XStep XUID XYZ Y Yellow YSquare
    YStep ZaDb Zapf ZapfDingbats Zoom
    """.split()
)
