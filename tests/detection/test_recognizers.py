"""What the shipped patterns find by themselves, and what they leave alone."""

import pytest
import regex
from marked import found, read, recognizers

FOUND = {
    "UK_NINO": [
        "Her National Insurance number is <UK_NINO>AB 12 34 56 C</> and her date of birth: 04/05/1948.",
        "NI No: <UK_NINO>PW 48 12 93 B</>     DOB: 19/06/1971",
        "100482,Ashworth,<UK_NINO>JT552310C</>,Clerk",
        "NINO: <UK_NINO>TN120385F</> (temporary)",
        "the specimen <UK_NINO>QQ 12 34 56 C</> in the leaflet",
        "National Insurance no. <UK_NINO>AB123456</>, suffix not known",
        "my ni number is <UK_NINO>pw 48 12 93 b</>",
        "NI\u00a0number: <UK_NINO>AB\u00a012\u00a034\u00a056\u00a0C</>",
        "over a line's end: <UK_NINO>AB 12 34\n56 C</>",
        "Quote <UK_NINO>JT-55-23-10-C</>.",
    ],
    "UK_NHS": [
        "NHS No: <UK_NHS>999 526 0182</>",
        "patient <UK_NHS>999 000 0018</> was seen",
        "NHS number <UK_NHS>9990000018</>.",
        "her NHS number is <UK_NHS>999-000-0019</> (as typed, wrong by one)",
    ],
    "POSTAL_ADDRESS": ["solicitors, <POSTAL_ADDRESS>DX 40122 Kingsford 2</>"],
    "UK_CHI": ["CHI number: <UK_CHI>0101991234</>", "C.H.I. no <UK_CHI>010199 1234</>"],
    "UK_PASSPORT": [
        "your UK passport (<UK_PASSPORT>528417736</>)",
        "Passport No. <UK_PASSPORT>528417736</>, issued in 2019",
        "Swedish passport number is <UK_PASSPORT>97213460</>",
        "passport: <UK_PASSPORT>C1234567</>",
        "<UK_PASSPORT>P<GBRPLACEHOLDER<<DANIEL<<<<<<<<<<<<<<<<<<<<\n5284177369GBR8501017M3001012<<<<<<<<<<<<<<06</>",
    ],
    "UK_DRIVING_LICENCE": [
        "YOUR DRIVING LICENCE NUMBER (<UK_DRIVING_LICENCE>DELAC905214S99XY</>)",
        "licence <UK_DRIVING_LICENCE>PLACE 801010 D99AB</> is valid",
        "driver number <UK_DRIVING_LICENCE>FOX99 801010 D99AB 34</>",
        "Northern Ireland driving licence no. <UK_DRIVING_LICENCE>12345678</>",
    ],
    "UK_VEHICLE_REGISTRATION": [
        "Reg is <UK_VEHICLE_REGISTRATION>NM19 KXT</> if you need it",
        "a grey Vauxhall Corsa, registration <UK_VEHICLE_REGISTRATION>HX12 YPL</>, parked",
        "VRM: <UK_VEHICLE_REGISTRATION>A123 BCD</>",
        "the vehicle registration number <UK_VEHICLE_REGISTRATION>ABC 123D</>",
        "her car <UK_VEHICLE_REGISTRATION>LD68OPN</> was towed",
        "reg <UK_VEHICLE_REGISTRATION>ld68 opn</>",
    ],
    "UK_SORT_CODE": [
        "Sort code: <UK_SORT_CODE>30-96-34</>",
        "sort <UK_SORT_CODE>60-16-13</>",
        "sort code is <UK_SORT_CODE>309634</>",
        "pay into <UK_SORT_CODE>20-20-15</> 55555555",
        "<UK_SORT_CODE>20 20 15</> / 55555555",
    ],
    "UK_BANK_ACCOUNT": [
        "Account number: <UK_BANK_ACCOUNT>16872210</>",
        "account number is <UK_BANK_ACCOUNT>31926819</> sort 60-16-13",
        "a/c <UK_BANK_ACCOUNT>55555555</>.",
        "20-20-15 <UK_BANK_ACCOUNT>55555555</>",
        "Acct no: <UK_BANK_ACCOUNT>5555 5555</>",
    ],
    "IBAN_CODE": [
        "IBAN: <IBAN_CODE>GB82 WEST 1234 5698 7654 32</>",
        "pay <IBAN_CODE>GB82WEST12345698765432</> today",
        "to <IBAN_CODE>DE89 3704 0044 0532 0130 00</>, please",
    ],
    "CREDIT_CARD": [
        "the card <CREDIT_CARD>4539 7801 8276 4513</> was used",
        "<CREDIT_CARD>4111111111111111</>",
        "Amex <CREDIT_CARD>3782 822463 10005</>",
        "card <CREDIT_CARD>4111-1111-1111-1111</>",
    ],
    "UK_UTR": ["UTR: <UK_UTR>48213 90577</>", "Unique Taxpayer Reference <UK_UTR>1234567890</>"],
    "UK_UPN": ["UPN: <UK_UPN>H813200001012</>    Gender: M", "pupil <UK_UPN>A123456789012</> left"],
    "PROFESSIONAL_NUMBER": [
        "GMC number <PROFESSIONAL_NUMBER>7012345</>",
        "GMC: <PROFESSIONAL_NUMBER>7012345</>",
        "NMC PIN <PROFESSIONAL_NUMBER>12A3456E</>",
        "HCPC registration no. <PROFESSIONAL_NUMBER>PA12345</>",
    ],
    "COLLAR_NUMBER": [
        "video of PC <COLLAR_NUMBER>2287</> Dalton and PC Aoife (collar number <COLLAR_NUMBER>HP3391</>)",
        "from Sgt <COLLAR_NUMBER>118</> Blessing",
        "Detective Sergeant <COLLAR_NUMBER>1906</>",
        "PCSO <COLLAR_NUMBER>7719</> called",
        "CIVIL ENFORCEMENT OFFICER: <COLLAR_NUMBER>TF119</>",
        "warrant card no. <COLLAR_NUMBER>204417</>",
    ],
    "IDENTITY_NUMBER": [
        "Hospital no: <IDENTITY_NUMBER>SB0447182</>",
        "Payroll number <IDENTITY_NUMBER>100482</>",
        "Prison no. <IDENTITY_NUMBER>A1234BC</>",
        "PENALTY CHARGE NOTICE: <IDENTITY_NUMBER>TF76120938</>",
        "tenancy ref <IDENTITY_NUMBER>88213/0</>",
        "Account Number: <IDENTITY_NUMBER>70118822X</>",
        "customer ref: <IDENTITY_NUMBER>C-204-118</>",
    ],
    "PROPERTY_NUMBER": [
        "UPRN <PROPERTY_NUMBER>100012345678</>",
        "title number <PROPERTY_NUMBER>NGL123456</>",
        "Title No: <PROPERTY_NUMBER>WA 12345</>",
    ],
    "UK_POSTCODE": [
        "Northmoor, <UK_POSTCODE>NM2 9ZX</> wrote",
        "<UK_POSTCODE>SW1P 4DF</>",
        "rushford <UK_POSTCODE>ng33 8lw</> next door",
        "girobank <UK_POSTCODE>GIR 0AA</> and <UK_POSTCODE>BFPO 58</>",
        "at <UK_POSTCODE>W1A1AA</>.",
        "<UK_POSTCODE>BD3\u00a08QX</>,18.00",
    ],
    "EMAIL_ADDRESS": [
        "at <EMAIL_ADDRESS>daniel.placeholder@northmoor.example.gov.uk</>.",
        "<<EMAIL_ADDRESS>foi@example.gov.uk</>>",
        "mailto:<EMAIL_ADDRESS>a@example.org</>",
        "<EMAIL_ADDRESS>jo.bloggs@dept.internal</>; <EMAIL_ADDRESS>d.p1952@mail.example</>",
        "<EMAIL_ADDRESS>PARKING@THAMESFIELD.EXAMPLE.GOV.UK</>",
        "<EMAIL_ADDRESS>o'hara-jones+foi@example.com</>, thanks",
        "write to <EMAIL_ADDRESS>jo.bloggs [at] example [dot] org</>",
        "mail <EMAIL_ADDRESS>jbloggs@mailhost</> instead",
    ],
    "PHONE_NUMBER": [
        "Call me on <PHONE_NUMBER>020 7946 0958</>.",
        "mobile (<PHONE_NUMBER>07700 900118</>) or <PHONE_NUMBER>07700900552</>",
        "<PHONE_NUMBER>+44 7700 900265</>, <PHONE_NUMBER>+44 (0)20 7946 0958</>, <PHONE_NUMBER>0044 20 7946 0958</>",
        "<PHONE_NUMBER>(01632) 960 415</> and <PHONE_NUMBER>01632 960774 ext 12</>",
        "<PHONE_NUMBER>0808 157 0192</>; <PHONE_NUMBER>0300 200 3310</>; <PHONE_NUMBER>0800 1111</>",
        "<PHONE_NUMBER>029 2018 0455</> / <PHONE_NUMBER>0141 496 0227</> / <PHONE_NUMBER>01632-960-415</>",
        "ext. <PHONE_NUMBER>4471</> or (x<PHONE_NUMBER>2290</>), bleep <PHONE_NUMBER>4120</>",
        "Paris: <PHONE_NUMBER>+33 1 70 36 39 50</>. New York: <PHONE_NUMBER>(212) 555-0123</>",
        "Tel: <PHONE_NUMBER>496 0227</>",
        "<PHONE_NUMBER>020\u00a07946\u00a00958</>",
        'x",<PHONE_NUMBER>01632 960 101</>,1931-05-02,9990001234,12',
        "on <PHONE_NUMBER>01632 960 911 or 960912</>",
        "over a line's end: <PHONE_NUMBER>020 7946\n0958</>, and a list:\n<PHONE_NUMBER>07700 900118</>\n<PHONE_NUMBER>07700 900119</>",
        "<PHONE_NUMBER>0207 946 0958</> <PHONE_NUMBER>02079460958</>",
    ],
    "URL": [
        "runs <URL>www.northmoorwatch.example.org</> and",
        "see <URL>https://www.example.gov.uk/foi?id=12&x=y</>.",
        "(<URL>HTTPS://PAY.THAMESFIELD.EXAMPLE.GOV.UK/PCN</>)",
        "on <URL>northmoor.gov.uk/foi</>, or <URL>example.com</>",
        r"saved at <URL>\\server\share\cases</>",
    ],
    "IP_ADDRESS": [
        "from IP address <IP_ADDRESS>81.2.69.144</> as user",
        "host <IP_ADDRESS>192.0.2.17</> and <IP_ADDRESS>2001:db8::7334</>",
        "<IP_ADDRESS>2001:0db8:85a3:0000:0000:8a2e:0370:7334</>",
    ],
    "USERNAME": [
        "as user <USERNAME>isoderstrom64</>.",
        "username: <USERNAME>jbloggs2</>",
        "password: <USERNAME>Tr0ub4dor&3</>",
        "posted by <USERNAME>@northmoor_jo</> yesterday",
        "extracted by <USERNAME>hannah.liddle</> on Monday",
        r"logged on as <USERNAME>NORTHMOOR\jbloggs</>",
    ],
    "DATE_TIME": [
        "<DATE_TIME>23February 2016</> MOPAC081215-22378",
        "awarded on <DATE_TIME>1st March 2019</> under Round 3",
        "letter of <DATE_TIME>26 February</> to the Home Secretary",
        "<DATE_TIME>7th Nov. 2022</>   Case: FM22",
        "Sent: <DATE_TIME>Tuesday, 3 September 2024 09:41</>",
        "On <DATE_TIME>Mon, 2 Sep 2024 at 16:20</>, she wrote",
        "w/c <DATE_TIME>3 March</> and <DATE_TIME>3-5 March 2025</>",
        "<DATE_TIME>04/05/1948</>, <DATE_TIME>12.09.22</>, <DATE_TIME>4/1/23</> and <DATE_TIME>03-12-1948</>",
        "<DATE_TIME>2023-10-04</> and <DATE_TIME>2023-10-04T09:41:00Z</>",
        "<DATE_TIME>19/3</> - Neighbour rang. Seen on <DATE_TIME>28/11</>.",
        "published in <DATE_TIME>December 2015</>, again in <DATE_TIME>December</>, known since <DATE_TIME>2017</>",
        "<DATE_TIME>30 Tachwedd 2023</> / <DATE_TIME>30 November 2023</>",
        "the <DATE_TIME>third of March 2020</>; <DATE_TIME>March 3rd, 2025</>; <DATE_TIME>Q2 2023/24</>; <DATE_TIME>early 2019</>",
        "on <DATE_TIME>3 May</> and before <DATE_TIME>May</>. In the year <DATE_TIME>2023/24</>",
        "by <DATE_TIME>8th of May, 2015</>",
        "a,01632 960 101,<DATE_TIME>1931-05-02</>,118,<DATE_TIME>02/08/1977</>,12",
        "on <DATE_TIME>Weds 14th June '23 at 10.00 a.m.</>",
        "dated <DATE_TIME>9\u00a0August\u00a02021</>",
    ],
    "DATE_OF_BIRTH": [
        "date of birth: <DATE_OF_BIRTH>04/05/1948</>. She",
        "DOB <DATE_OF_BIRTH>2/2/90</>  Mob.",
        "d.o.b. <DATE_OF_BIRTH>03.12.1948</>",
        "Karim (born <DATE_OF_BIRTH>11 Feb 2004</>) in Victoria Street",
        "D.O.B: <DATE_OF_BIRTH>8th of May, 2015</>   UPN",
        "She was born on <DATE_OF_BIRTH>3 March 1971</>; he was born in <DATE_OF_BIRTH>1962</>.",
        "Date of Birth\n<DATE_OF_BIRTH>1988-02-17</>",
    ],
    "AGE": [
        "her mother-in-law, <AGE>aged 84</>.",
        "this pleasant <AGE>74-year-old</> retired harbour master",
        "is only <AGE>nine years old</>. Please",
        "a <AGE>51 year-old</> citizen",
        "Age: <AGE>9</>",
        "there lad Oskar is <AGE>15</> and goes to school",
        "the baby (Linh, <AGE>7 months</>) has been",
        "at the age of <AGE>84</>",
        "His grandmother (<AGE>82</>, frail) and his wife Selam (<AGE>28</>) and Kyle (<AGE>19 yrs</>)",
        "children <AGE>aged 9 and 11</>, and a woman in her <AGE>eighties</>",
    ],
    "MONEY": [
        "a grant of <MONEY>£24,750</> was awarded; you owe <MONEY>£62.50</>",
        "The tender price was <MONEY>41,200 pounds</>.",
        "<MONEY>£1.2 million</>, <MONEY>£3bn</> and <MONEY>€500</>",
    ],
    "REFERENCE_NUMBER": [
        "23February 2016 <REFERENCE_NUMBER>MOPAC081215-22378</>",
        "Our ref: <REFERENCE_NUMBER>NCC240325-1187</>",
        "Our ref: <REFERENCE_NUMBER>MC2019/04417</>\nYour ref: <REFERENCE_NUMBER>AF/jm/0119</>",
        "Subject: RE: <REFERENCE_NUMBER>FOI-2024-01187</> - Chief Exec expenses",
        "Case: <REFERENCE_NUMBER>FM22-3308</>",
        "ring us and quote <REFERENCE_NUMBER>CO/00871/21</>.",
        "MARAC referral done - <REFERENCE_NUMBER>M-24-0077</>. Temp",
        "planning application <REFERENCE_NUMBER>24/01234/FUL</>; appeal <REFERENCE_NUMBER>APP/X1234/W/24/3341234</>",
        "FOI reference: <REFERENCE_NUMBER>FOI 2024/0118</>",
        "claim <REFERENCE_NUMBER>KB-2024-001234</> and (no. <REFERENCE_NUMBER>36110/97</>)",
        "<REFERENCE_NUMBER>[2024] EWHC 123 (Admin)</>",
        "Complaint reference number <REFERENCE_NUMBER>IC-123456-X1Y2</>",
    ],
    "CRIME_REFERENCE": [
        "Crime ref: <CRIME_REFERENCE>44210098761</>",
        "Incident log: <CRIME_REFERENCE>HP-20210804-0312</>",
        "that the crime number <CRIME_REFERENCE>WM/30211/23</> be removed",
        "Police: DC Tegid, ref <CRIME_REFERENCE>2300419977</>",
        "custody record no. <CRIME_REFERENCE>CU/1234/24</>",
    ],
    "POLICY_CUE": [
        "However <POLICY_CUE>it is my view that</> the Home Office",
        "and <POLICY_CUE>I do not agree that</> this is so",
        "<POLICY_CUE>We disagree</> with the approach",
    ],
    "HEALTH_CUE": [
        "She was <HEALTH_CUE>diagnosed</> in January 2025.",
        "who <HEALTH_CUE>has early-onset Parkinson's</>. She",
        "His wife <HEALTH_CUE>died of ovarian cancer</> last year",
    ],
    "OFFENCE_CUE": [
        "He <OFFENCE_CUE>was arrested</> in May",
        "She has <OFFENCE_CUE>previous convictions</> for theft",
        "there is a <OFFENCE_CUE>history of violence</>.",
    ],
    "LEGAL_PRIVILEGE_CUE": [
        "is attached and is <LEGAL_PRIVILEGE_CUE>legally privileged</>.",
        "<LEGAL_PRIVILEGE_CUE>Counsel's advice</> on the contract",
    ],
    "COMMERCIAL_CUE": [
        "The <COMMERCIAL_CUE>tender price</> was 41,200 pounds.",
        "marked <COMMERCIAL_CUE>commercial in confidence</>",
    ],
}
FOUND |= {
    "LOCATION": [
        "CCTV at the <LOCATION>Hope Street</> entrance",
        "LOCATION: <LOCATION>STATION APPROACH</>",
        "grid ref <LOCATION>TQ 30013 80529</>; <LOCATION>51.5007, -0.1246</>; <LOCATION>///filled.count.soap</>",
    ],
    "NRP": [
        "interpreter (<NRP>Vietnamese</>)",
        "ethnicity (<NRP>British Iraqi</>)",
        "Ethnicity: <NRP>White Welsh</>",
        "a <NRP>Nigerian</>-born <NRP>British</> citizen",
        "your <NRP>Swedish</> passport",
        "Religion: <NRP>Roman Catholic</>",
    ],
    "RELIGION_CUE": [
        "She <RELIGION_CUE>attends the mosque</> in Hope Street.",
        "he is <RELIGION_CUE>a devout Catholic</>",
    ],
    "ETHNICITY_CUE": [
        "because of Karim and <ETHNICITY_CUE>his ethnicity</>",
        "He was <ETHNICITY_CUE>racially abused</>.",
    ],
    "UNION_CUE": ["He is a <UNION_CUE>shop steward</>.", "her <UNION_CUE>trade union membership</> lapsed"],
    "SEXUAL_LIFE_CUE": ["He <SEXUAL_LIFE_CUE>is gay</>.", "asked about <SEXUAL_LIFE_CUE>her sexual orientation</>"],
    "POLICING_CUE": ["an <POLICING_CUE>undercover officer</> was", "the <POLICING_CUE>patrol patterns</> at night"],
    "SPECIES_SITE_CUE": ["two <SPECIES_SITE_CUE>badger setts</>", "an <SPECIES_SITE_CUE>osprey nest</> by the loch"],
}
LEFT_ALONE = {
    "POSTAL_ADDRESS": ["the DX 100 camera", "DX codes"],
    "UK_NINO": ["Form SA100", "GB123456C", "in 12 34 56 cases", "MC2019/04417", "AB123456789C", "at 12 34 56"],
    "UK_NHS": ["call 020 7946 0958", "£999 526 0182", "(999) 526-0183", "2300419977"],
    "UK_CHI": ["0101991234", "ring 0141 496 0227", "31 January 2024"],
    "UK_PASSPORT": [
        "528417736",
        "your passport was renewed in 2019",
        "passport fee of £88.50",
        "passport office, 4 Mercer Row",
    ],
    "UK_DRIVING_LICENCE": ["DRIVING LICENCE NUMBER", "licence fee of £20", "STREET 123456 ABC"],
    "UK_VEHICLE_REGISTRATION": [
        "A1 and the M25",
        "registration of births in 2019",
        "the register was closed",
        "SW1P 4DF",
        "Form SA100",
        "the vehicle was seen",
        "Table A12 and the rest",
    ],
    "UK_SORT_CODE": ["pages 12-14-16 of", "on 20-12-2015", "the sort of 12 34 56", "tel 01-02-03-04"],
    "UK_BANK_ACCOUNT": ["16872210", "account for 12 per cent", "on account of 2019", "£16872210", "20240118 as a date"],
    "IBAN_CODE": ["GB and 1234", "AB12 CDEF 3456 7890 1234", "GB82 is a plate"],
    "CREDIT_CARD": ["ending 4513", "1111111111111111", "4111111111111112", "2019 2020 2021 2022", "£4111111111111111"],
    "UK_UTR": ["48213 90577", "the UTR team", "UTR guidance 2019"],
    "UK_UPN": ["UPN register", "A1234567890", "MOPAC081215-22378"],
    "PROFESSIONAL_NUMBER": ["the GMC said in 2019", "NMC guidance", "12A Quay Lane"],
    "COLLAR_NUMBER": ["DC Huw Tegid", "PC Dalton", "a PC from 2019", "PS 3,000", "Sergeant at Arms", "DS on 4 August"],
    "IDENTITY_NUMBER": [
        "hospital numbers fell",
        "the patient number of 2019/20 was",
        "staff no longer work",
        "user ID",
    ],
    "PROPERTY_NUMBER": ["the title of 2019", "title number", "property of 12 rooms"],
    "UK_POSTCODE": [
        "section B2 of the Act",
        "the M25 3pm",
        "MOPAC081215-22378",
        "Form E1 2nd edition",
        "NSW12 3ABC",
        "A4 paper",
        "JT552310C",
        "£M1 1AA",
    ],
    "EMAIL_ADDRESS": ["3 @ £5 each", "@handle", "meet at example dot org", "user@", "a@b"],
    "PHONE_NUMBER": [
        "01-02-2024 10:30",
        "on 01/02/2024",
        "2023-10-04",
        "MOPAC081215-22378",
        "0123",
        "section 40(2) and 3.12",
        "BP 142/78, pulse 66",
        "sort 60-16-13",
        "£07700 900118",
        "4111 1111 1111 1111",
        "ref 07700/900118",
        "NHS No 999 526 0182",
        "12 x 4 panels",
        "101",
        "extension of 28 days",
        "contact within 28 days",
    ],
    "URL": ["e.g. this", "foi.no", "end.Then", "john.smith@example.org", "s.40(2)", "3.12", "i.e.the"],
    "IP_ADDRESS": ["Version 2.10.4.1 of the software", "section 3.1.2.4", "256.1.1.1", "at 10:05", "1.2.3", "v1.2.3.4"],
    "USERNAME": [
        "foi@example.gov.uk",
        "users of 2019",
        "3 @ 5",
        "the user said",
        "logged in as usual",
        "by e.g. train",
    ],
    "DATE_TIME": [
        "section 40(2) and paragraph 3.12",
        "BP 120/80 and 142/78",
        "at 10:05 in room 12",
        "24/7 support and 1/2 of it",
        "a ratio of 3/4",
        "£3,118.42",
        "pages 3-5",
        "Freedom of Information Act 2000",
        "Section 9A of TMA 1970",
        "Housing Act 1985",
        "You may ask. It may 2 or 3 times",
        "They march on",
        "version 2.10.4.1",
        "regulation 12.4.11",
        "Mrs May wrote",
        "within 28 days",
        "36110/97",
        "060-16-13",
        "in 2019 cases",
        "Child K, row 14",
    ],
    "DATE_OF_BIRTH": [
        "born in Leeds",
        "Nigerian-born British citizen",
        "date of birth not known",
        "on 04/05/1948",
        "reborn 1990",
    ],
    "AGE": [
        "aged 16 and over",
        "aged 18-24",
        "people aged 65+",
        "minimum age 18",
        "a 20-year-old building",
        "over 18 years old",
        "section 12 and a table",
        "Table 3 is 15 and",
        "within 7 months of",
        "late on 11 of the last 20 days",
        "the limit is 20, and",
        "for 12 months.",
        "page 84",
    ],
    "MONEY": ["40(2)", "5 people", "BP 142/78", "1997.27 units", "a pound of flesh"],
    "REFERENCE_NUMBER": [
        "SI 2004/3391",
        "Directive 95/46/EC and 2003/4/EC",
        "Regulation (EU) 2016/679",
        "COVID-19 and ISO-27001",
        "in 2023/24",
        "BP 142/78",
        "your reference to 12 items",
        "on 04/05/1948",
        "Section 9A of TMA 1970",
        "s.40(2)",
        "Committee Room 2",
        "and/or",
        "24/7",
        "in case 3 people come",
        "the file was closed in 2019",
        "with reference to your letter",
        "[Reference 1]",
        "EIR reg.12(4)",
        "case 3",
        "pages 10-12",
        "Form SA100",
    ],
    "CRIME_REFERENCE": [
        "cyber crime",
        "police numbers in 2019",
        "crime reported in 2019",
        "organised crime",
        "incident on 12/03/24",
    ],
    "POLICY_CUE": [
        "secrecy",
        "other senior officers",
        "a view of London",
        "We agree that",
        "None of the above comments",
    ],
    "HEALTH_CUE": [
        "cancer services in England",
        "the health budget",
        "stroke units",
        "a healthy debate",
        "an injury to confidence",
        "the disability benefit",
        "the prescribed period",
    ],
    "OFFENCE_CUE": [
        "cyber crime",
        "serious and organised crime",
        "fraud and economic crime",
        "the sentence was long",
        "sentenced in the dictionary sense",
        "the charge of £130",
        "offences rose by 3 per cent",
        "charged for copying",
    ],
    "LEGAL_PRIVILEGE_CUE": [
        "a legal requirement",
        "it is a privilege to serve",
        "the county council",
        "free legal advice clinics",
    ],
    "COMMERCIAL_CUE": ["a commercial street", "the price of bread", "tender care", "market price"],
}
LEFT_ALONE |= {
    "LOCATION": [
        "The Road ahead",
        "on the street",
        "Silk Road Fund",
        "A close call",
        "Our Street Lighting",
        "version 3.12, 4.15",
        "TQ",
    ],
    "NRP": [
        "the Chinese government",
        "British Library",
        "English as a language",
        "Polish the floor",
        "ethnicity was not recorded",
        "a black car and a white van",
        "French windows",
    ],
    "RELIGION_CUE": [
        "faith in the system",
        "Places of Worship Protective Security Fund",
        "Church Lane",
        "an imam's pay scale",
    ],
    "ETHNICITY_CUE": ["race to the top", "a heritage site", "the ethnicity pay gap", "black ice"],
    "UNION_CUE": ["European Union", "the union of two councils", "we unite behind", "the Student Union building"],
    "SEXUAL_LIFE_CUE": ["a gay pride event", "the state of affairs", "sex discrimination law", "foreign affairs"],
    "POLICING_CUE": [
        "serious and organised crime",
        "Regional Organised Crime Units",
        "surveillance society",
        "the police were told",
        "secrecy",
        "cyber crime",
        "performance against crime",
    ],
    "SPECIES_SITE_CUE": [
        "the badger cull",
        "a protected species licence",
        "Eagle House",
        "Otter Close",
        "the site of the school",
    ],
}


def _cases(table: dict[str, list[str]]) -> list[object]:
    return [
        pytest.param(entity, text, id=f"{entity.lower()}-{number}")
        for entity, texts in table.items()
        for number, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize(("entity", "marked"), _cases(FOUND))
def test_what_is_marked_is_found_and_nothing_else(entity: str, marked: str):
    text, expected = read(marked)

    assert expected == found(text, entity)


@pytest.mark.parametrize(("entity", "text"), _cases(LEFT_ALONE))
def test_what_only_looks_alike_is_left_alone(entity: str, text: str):
    assert [] == found(text, entity)


HOSTILE = [
    "1", "0 ", "12-", "a", "A1", "Aa ", " ", "\n", ".", "1/", "A/", "(", "a,", "a@", "www.", "tel ", "our ref ref no ", "born on the ",
    "1 Jan ", "has the a the ", "passport number is ", "+44 (0)", "1::", "reg registration mark no ",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE, ids=[f"hostile-{number}" for number, _ in enumerate(HOSTILE, 1)])
def test_hostile_text_is_read_to_the_end(unit: str):
    """60,000 characters to every pattern: anything worse than linear would not come back within Presidio's minute."""
    text = (unit * 60_000)[:60_000]

    for recognizer in recognizers():
        for pattern in recognizer.patterns:
            expression = regex.compile(pattern.regex, recognizer.global_regex_flags)
            assert all(match.end() <= len(text) for match in expression.finditer(text, timeout=60))


def test_every_entity_has_both_kinds_of_test():
    shipped = {entity for recognizer in recognizers() for entity in recognizer.supported_entities}

    assert shipped == set(FOUND) == set(LEFT_ALONE)
