"""Invented reports of many styles, each with its day of publication and (trigger words, day, place) of its events.

A day is YYYY, YYYY-MM or YYYY-MM-DD; a place is the words printed; None is not asked for. What is not yet read is left out.
"""

REPORTS = (
    (
        'teachers abducted',
        '2031-11-18',
        """Gunmen seize four teachers outside Karsuvo

Gunmen abducted four teachers on a road outside Karsuvo at the weekend, the governor of Lendava province said on Tuesday.

The teachers were taken from their minibus near the village of Opren, in the Dolnek district of Lendava, as they travelled to an exam centre in Telmar.

Two days later one of the four, Mirna Halvec, escaped and reached an army post at the Brusk crossing. The same evening soldiers freed a second teacher at a farm in the hills.

In June, eleven pupils were kidnapped from a boarding school in Rusava; they were released in September after their families paid a ransom. In March last year a priest was killed in the same district.
""",
        (
            ('abducted four teachers', '2031-11-16', 'a road outside Karsuvo'),
            ('escaped', '2031-11-18', None),
            ('freed a second teacher', '2031-11-18', 'a farm in the hills'),
            ('were kidnapped', '2031-06', 'a boarding school in Rusava'),
            ('were released in September', '2031-09', None),
            ('was killed', '2030-03', 'the same district'),
        ),
    ),
    (
        'communique in capitals',
        '2031-06-14',
        """OSTREVA, 14 JUNE -- THE MINISTRY OF DEFENCE INFORMS THAT ON 12 JUNE, AS A RESULT OF NEGOTIATIONS, 90 SERVICEMEN WERE RETURNED FROM CAPTIVITY AT THE LOVEK BRIDGE. IN EXCHANGE 90 PRISONERS OF WAR WERE HANDED OVER.

ALL THE FREED MEN WERE TAKEN BY AIR TO OSTREVA FOR TREATMENT IN MILITARY HOSPITALS. THE PREVIOUS EXCHANGE TOOK PLACE ON 26 MAY.
""",
        (
            ('WERE RETURNED FROM CAPTIVITY', '2031-06-12', 'THE LOVEK BRIDGE'),
            ('WERE HANDED OVER', '2031-06-12', None),
            ('WERE TAKEN BY AIR', None, 'OSTREVA'),
            ('PREVIOUS EXCHANGE', '2031-05-26', None),
        ),
    ),
    (
        'monthly update on detention',
        '2031-10-05',
        """Monthly update on arbitrary detention, September 2031

During the reporting period the Centre documented 41 arrests in the governorates of Ardan and Holm.

On 3 September, agents of the Directorate arrested the lawyer Sami Oruk at his office in Tel Ardan. He was transferred to Qasr prison on 9 September and was released on the 21st.

On 17 September, 26 men were detained at a checkpoint between Holm and Sidra. Ten of them were released the following day; the others are still held at the prison at Umm Dira.

Since the 9th of June at least three detainees have died in custody in the same prison. On 4 August, Karim Belhadi died in the military hospital of Ardan of injuries sustained under torture.

In 2029 the Centre recorded 612 arrests; in 2030, 748 people were arrested.
""",
        (
            ('arrested the lawyer', '2031-09-03', 'his office in Tel Ardan'),
            ('was transferred', '2031-09-09', 'Qasr prison'),
            ('was released on the 21st', '2031-09-21', None),
            ('were detained', '2031-09-17', 'a checkpoint between Holm and Sidra'),
            ('were released the following day', '2031-09-18', None),
            ('are still held', None, 'the prison at Umm Dira'),
            ('died in the military hospital', '2031-08-04', 'the military hospital of Ardan'),
            ('748 people were arrested', '2030', None),
        ),
    ),
    (
        'list of journalists',
        '2031-02-10',
        """Journalists held: the list

The Union for a Free Press says that 14 journalists are in prison in the Federation of Tarsk as of 1 February 2031. Among them:

Ilan Dovrek, editor of Zarya. Arrested 11 May 2028 in Velin. Sentenced to nine years.
Petra Somin, photographer. Arrested on 2 October 2030 at Velin airport; moved in December to women's prison No. 4 in Gorlice.
Marek Tal, blogger. Detained in 2026, released in 2027, detained again in August last year.
Anton Beresh, correspondent. Died on 30.11.2030 in a penal colony near Surgat.
""",
        (
            ('Arrested on 2 October 2030', '2030-10-02', 'Velin airport'),
        ),
    ),
    (
        'aid workers freed',
        '2031-04-22',
        """Three aid workers kidnapped a week ago in the north of Boruna have been freed, their organisation said on Monday.

The three were released on Sunday evening near the border town of Kassey and driven to the capital, Mbila.

"They are tired but well," said Hanne Brekke of Doctors Overland. The two Norwegians and their Borunan driver had been seized on 14 April on the road to Tunde, the day before a peace conference opened.

It was the third abduction of aid workers in the region this year. In January two nurses were taken from a clinic in Wadra and held for 17 days.
""",
        (
            ('kidnapped a week ago', '2031-04-14', 'the north of Boruna'),
            ('have been freed', '2031-04-20', None),
            ('were released on Sunday evening', '2031-04-20', 'the border town of Kassey'),
            ('driven to the capital', None, 'the capital, Mbila'),
            ('had been seized', '2031-04-14', 'the road to Tunde'),
            ('were taken from a clinic', '2031-01', 'a clinic in Wadra'),
        ),
    ),
    (
        'agency on a swap',
        '2031-08-30',
        """VALDIR, August 30. /Norda/. The sides exchanged 206 prisoners on the eve of the Independence holiday, Ombudsman Lida Kovrin said.

The exchange took place on August 29 at the Rudnya border crossing. The freed soldiers crossed into Kestria aboard buses shortly after noon, she told Norda.

Earlier this month 15 wounded soldiers were swapped for 15 others in the same place. Over the past 48 hours the bodies of 50 soldiers were also handed over, the Ombudsman added.

A further stage is planned for next week; under it 100 people are to be released by September 10.
""",
        (
            ('exchanged 206 prisoners', '2031-08-29', None),
            ('The exchange took place', '2031-08-29', 'the Rudnya border crossing'),
            ('were swapped', '2031-08', None),
            ('were also handed over', '2031-08-29', None),
            ('are to be released', '2031-09-10', None),
        ),
    ),
    (
        'tanker crew',
        '2031-03-07',
        """Pirates free tanker crew after 88 days

The 19 crew of the chemical tanker Orla Star, seized off the coast of Belune on December 9, have been released, the owners said in a statement on Friday.

The ship reached the port of Massira on Thursday night. One sailor, a Filipino cook, had died aboard the vessel in January of illnesses that went untreated.

Ten days earlier, the pirates had freed two other sailors at sea. Seven fishermen captured last Wednesday off Cape Ansel are still held in the coastal village of Dhurre.
""",
        (
            ('seized off the coast', '2030-12-09', 'the coast of Belune'),
            ('have been released', '2031-03-06', None),
            ('had died', '2031-01', None),
            ('captured last Wednesday', '2031-03-05', 'Cape Ansel'),
        ),
    ),
    (
        'deaths in prison',
        '2031-07-19',
        """A detainee from the town of Beit Umran has died in Ferrow of illnesses left untreated, the Prisoners' Society said on Saturday.

Nabil Asfour, 44, died on Friday in Harun hospital, where he was moved on Wednesday from Negba prison. He had been arrested on 6 March 2029 at his home in Beit Umran.

His death came a day after another prisoner, Walid Sabbah, died in Negba. Overnight, soldiers detained 18 people in raids across the district, including six in Beit Umran and four in the Ain refugee camp.

Moscow and Cairo condemned the deaths. The centre called for an inquiry.
""",
        (
            ('has died in Ferrow', '2031-07-18', 'Ferrow'),
            ('died on Friday', '2031-07-18', 'Harun hospital'),
            ('had been arrested', '2029-03-06', 'his home in Beit Umran'),
            ('died in Negba', None, 'Negba'),
            ('detained 18 people', '2031-07-19', 'the district'),
        ),
    ),
    (
        'wire from a court',
        '2031-05-06',
        """BANDA (KNA) - A court in Banda on Monday ordered the release of nine students arrested on Thursday at the University of Sarra.

They were freed late the same day and met by their parents outside the central prison. Twelve others, detained the previous week in the suburb of Golo, remain in custody.

The students were arrested during a march on the presidential palace. On April 2, six of their classmates had been held for questioning and let go the next morning.
""",
        (
            ('arrested on Thursday', '2031-05-01', 'the University of Sarra'),
            ('were freed late the same day', '2031-05-05', None),
            ('detained the previous week', None, 'the suburb of Golo'),
            ('were arrested during a march', '2031-05-01', None),
        ),
    ),
    (
        'tribal exchange',
        '2031-01-28',
        """The Committee of the Families announced that on 3 Rabi al-Thani 1452 the fighters exchanged 12 prisoners with the tribes of Wadi Sur in the Marib desert.

The mediator, Sheikh Ali Radman, said the prisoners were handed over in the presence of elders on Thursday, January 23, at Al-Juba junction. Twenty more prisoners will be released after Ramadan.

He recalled that the two sides had freed 64 prisoners last Eid and 31 others on 9.6.2030.
""",
        (
            ('exchanged 12 prisoners', None, 'the Marib desert'),
            ('were handed over', '2031-01-23', 'Al-Juba junction'),
        ),
    ),
    (
        'magazine portrait',
        '2031-12-01',
        """It was on the morning of 17 February that soldiers came for Elena Ruiz. She was pulled from her bed in San Lucero and driven to a barracks in the city of Toral. Three days later she was moved to the women's prison at Las Cumbres, where she would spend four months.

On 20 June she was released. She fled to Asunta in July, and was arrested again on 2 August when she tried to cross the Rio Seco bridge.

Her brother Tomas had been killed the year before, on 8 November, in a village called El Palmar.
""",
        (
            ("moved to the women's prison", '2031-02-20', "the women's prison at Las Cumbres"),
            ('was released', '2031-06-20', None),
            ('was arrested again', '2031-08-02', None),
            ('had been killed', '2030-11-08', 'a village called El Palmar'),
        ),
    ),
    (
        'situation report',
        '2031-09-12',
        """UN mission: situation report No. 14 (1 - 31 August 2031)

Detention. On 5 August, 22 civilians were abducted in Kumba locality, Western Sarif. Fourteen were released on 8 August following mediation by elders; the remainder were released between 11 and 13 August.

On or around 19 August, armed men killed three displaced persons in Otash camp and abducted two women. On 27/08/2031 the two women were found alive near Girba, 30 km east of Otash.

Displacement. About 4,000 people fled to Nyarra.
""",
        (
            ('were abducted in Kumba', '2031-08-05', 'Kumba locality, Western Sarif'),
            ('Fourteen were released', '2031-08-08', None),
            ('the remainder were released', '2031-08-12', None),
            ('killed three displaced persons', '2031-08-19', 'Otash camp'),
            ('abducted two women', '2031-08-19', 'Otash camp'),
        ),
    ),
    (
        'swap of spies',
        '2031-10-09',
        """Tavira and Osmund swapped spies at Lisac airport on Wednesday in the biggest exchange between the two countries in a decade.

Tavira freed eight people and Osmund released six, officials said. The eight boarded a plane for Osmund's capital, Grell, where they landed on Wednesday night and were met by President Alar Venn at Grell-North airport.

The six, among them the reporter Dana Whitlock, who was arrested in March 2030 in the city of Perevosk, were flown to Andrew Field, a military base outside Tavira's capital. Whitlock had been moved from Labor Camp 7 to Lisac the day before.

Tavira thanked Ankara for its help.
""",
        (
            ('swapped spies', '2031-10-08', 'Lisac airport'),
            ('freed eight people', '2031-10-08', None),
            ('were met by President', '2031-10-08', 'Grell-North airport'),
            ('was arrested in March 2030', '2030-03', 'the city of Perevosk'),
        ),
    ),
    (
        'remains of hikers',
        '2031-01-03',
        """The remains of two hikers killed last August were handed over to the consulate in Dorado City on Friday.

The hikers, Jan Rous and Eva Rous, were abducted on 28 December 2029 from a lodge in the Sierra Honda national park. Police found their bodies in November in a ravine outside the village of Santa Rita.

Last month five people were arrested over the killing; a sixth was detained on New Year's Eve at Dorado's Terminal Sur bus station.
""",
        (
            ('killed last August', '2030-08', None),
            ('were handed over', '2031-01-03', 'the consulate in Dorado City'),
            ('were abducted', '2029-12-28', 'a lodge in the Sierra Honda national park'),
            ('five people were arrested', '2030-12', None),
            ("was detained on New Year's Eve", '2030-12-31', "Dorado's Terminal Sur bus station"),
        ),
    ),
    (
        'farmers freed',
        '2031-06-25',
        """Rebels release 31 hostages in Mora valley

Rebels of the Front have released 31 hostages, all of them coffee farmers, the bishop of Mora said yesterday.

The farmers were handed to a church delegation on Monday in the hamlet of Piedra Alta and are now with their families in the town of Mora. Two others died in captivity, one in a camp on the Ucari river and one on the way to hospital.

They had been kidnapped on June 3 from plantations in the upper valley. The bishop said the release followed a meeting at the Hotel Imperio in Santa Fe last Thursday.

The army has freed 19 people since April. On Saturday, 21 June, it rescued a girl of nine from a boat on the river.
""",
        (
            ('were handed to a church delegation', '2031-06-23', 'the hamlet of Piedra Alta'),
            ('died in captivity', None, 'a camp on the Ucari river'),
            ('had been kidnapped', '2031-06-03', 'plantations in the upper valley'),
            ('it rescued a girl', '2031-06-21', 'a boat on the river'),
        ),
    ),
    (
        'statement without a date',
        None,
        """Statement by the Council of Free Captives, Marun, 9 May 2031

We confirm that on 6 May our fighters freed the pilot Viktor Dansk at the old mill near Borovo. He was shot down on 30 April and held in Borovo until yesterday.

On the night of 7 to 8 May, two of our men were captured in Lesna.
""",
        (
            ('freed the pilot', '2031-05-06', 'the old mill near Borovo'),
            ('were captured', '2031-05-08', 'Lesna'),
        ),
    ),
    (
        'clinic raided',
        '2030-08-14',
        """SAN TELMO, Aug. 14 (Agencia Sur) — A dozen masked men entered the clinic of Santa Marta, in the municipality of Aruco, late on Monday and took away two doctors and a nurse, the prosecutor's office of Valdemar state said.

The nurse was released hours later on the highway to Puerto Blanco. The doctors are still missing.

In June the director of the same hospital was kidnapped and later found dead in a well. Prosecutors linked the killing to a gang whose leader was captured last month in Ciudad Quirino and extradited on August 2 to the United States.
""",
        (
            ('was released hours later', '2030-08-12', 'the highway to Puerto Blanco'),
            ('was kidnapped', '2030-06', None),
            ('was captured last month', '2030-07', 'Ciudad Quirino'),
            ('extradited on August 2', '2030-08-02', 'the United States'),
        ),
    ),
    (
        'village raided',
        '2031-02-27',
        """Gunmen on motorcycles attacked Tanga Barewa village in Sokora Local Government Area on Tuesday night, killing seven people and abducting about 40 others, most of them women.

Police in Zamar State confirmed the attack but put the number of the abducted at 23. Eleven of them escaped on Wednesday and walked to Kuru town.

The attack came two days after 18 worshippers abducted in January from a church in Dogon Noma were freed in the Rugu forest. On December 21, bandits had killed a district head in his house in Sokora.
""",
        (
            ('killing seven people', '2031-02-25', 'Tanga Barewa village in Sokora Local Government Area'),
            ('abducting about 40 others', '2031-02-25', 'Tanga Barewa village in Sokora Local Government Area'),
            ('escaped on Wednesday', '2031-02-26', None),
            ('abducted in January', '2031-01', 'a church in Dogon Noma'),
        ),
    ),
    (
        'amnesty',
        '2031-07-02',
        """The military council has released 2,153 political prisoners from prisons across the country, state television reported on Wednesday evening.

At Insa Prison in Yanpur, buses carrying 180 inmates left through the main gate shortly after 4 pm. Families had waited outside the jail since dawn.

Among those freed was the film maker Aung Thet, arrested on 3 May last year at Yanpur airport. The comedian Zaw Lin, detained since 2028, was moved to Tharra prison last week, his lawyer said.

A prisoner, Ko Htet, 27, died in Insa on June 11 after being denied treatment. In the previous amnesty, on 17 April, 660 were let go.
""",
        (
            ('has released 2,153', '2031-07-02', None),
            ('arrested on 3 May last year', '2030-05-03', 'Yanpur airport'),
            ('detained since 2028', '2028', None),
            ('was moved to Tharra prison', None, 'Tharra prison'),
            ('died in Insa', '2031-06-11', 'Insa'),
            ('660 were let go', '2031-04-17', None),
        ),
    ),
    (
        'soldiers home',
        '2031-03-12',
        """Another 175 Kestrian soldiers came home

Today, on 12 March, another prisoner exchange took place. 175 of our defenders returned from captivity: soldiers captured in Marivka, on the Snake spit and in the Lukhan region.

Ten more seriously wounded were handed over outside the exchange. It is the 68th swap since the beginning of the invasion. The last one was held on 5 February.

The freed were met at the border with Bernland and taken to hospitals in the Chernova region. Most had been held since the spring of 2028, the Coordination Headquarters said on Telegram.

Medic Olha Rud was taken prisoner on 4 April 2028 near the village of Dovha Balka. A year later she was transferred to pre-trial detention centre No. 2 in Tavrog.
""",
        (
            ('prisoner exchange took place', '2031-03-12', None),
            ('returned from captivity', '2031-03-12', None),
            ('captured in Marivka', None, 'Marivka'),
            ('were handed over', '2031-03-12', None),
            ('was held on 5 February', '2031-02-05', None),
            ('was taken prisoner', '2028-04-04', 'the village of Dovha Balka'),
            ('was transferred', '2029', 'pre-trial detention centre No. 2 in Tavrog'),
        ),
    ),
    (
        'annual report',
        '2031-05-20',
        """Annual report 2030: Deaths in custody

At least nine people died in custody during the year, five of them in Ras Amer prison. On 14 February, Yusuf Adeeb died in the State Security building in Mokra, two days after his arrest at a cafe in Heliodor. His body was returned to his family on 16 February.

On 3 November security forces raided a house in Shobra district, arresting six students. They were held incommunicado until 28 November, when they were brought before the prosecutor.

In December, 30 detainees were transferred from Tor prison to Bader 3. One, Mahmoud Sabri, died on the way.
""",
        (
            ('Yusuf Adeeb died', '2030-02-14', 'the State Security building in Mokra'),
            ('his arrest', '2030-02-12', 'a cafe in Heliodor'),
            ('was returned to his family', '2030-02-16', None),
            ('arresting six students', '2030-11-03', 'a house in Shobra district'),
            ('were transferred from Tor prison', '2030-12', 'Bader 3'),
        ),
    ),
    (
        'wire of the eighties',
        '1989-11-06',
        """VILLA REAL, 5 NOV (EFE) -- THE EJERCITO DEL PUEBLO TODAY RELEASED THE MAYOR OF LOMA ALTA, JULIO PRADO, WHO WAS KIDNAPPED ON 23 OCTOBER BETWEEN LOMA ALTA AND SAN PABLO.

PRADO WAS HANDED OVER TO THE BISHOP OF VILLA REAL IN THE SETTLEMENT OF EL CEDRO. POLICE SAID THAT YESTERDAY TWO POLICEMEN WERE KILLED AND ONE WAS WOUNDED WHEN A BOMB EXPLODED AT THE GARRISON IN SAN PABLO.
""",
        (
            ('RELEASED THE MAYOR', '1989-11-05', None),
            ('KIDNAPPED ON 23 OCTOBER', '1989-10-23', None),
            ('WERE KILLED', '1989-11-04', 'THE GARRISON IN SAN PABLO'),
        ),
    ),
    (
        'first day of a truce',
        '2031-01-20',
        """Three women held in the enclave since October 2029 crossed into Sardan on Sunday, hours after a truce took effect.

They were handed to the Red Cross in Sarra Square in Sarran City at about 4 pm and driven to the army's Rehan base. In return, 90 detainees were released early on Monday from Ofran prison near Ramlun.

Four more captives are to be freed next Saturday. The truce came into force at 11.15 am on 19 January, almost three hours late, and in the meantime 19 people were killed in Khan Orvan.

During the previous truce, in November 2029, 105 captives were freed in a week. A soldier, Avi Den, was rescued in February last year in a raid on an apartment in Rafan.
""",
        (
            ('held in the enclave', '2029-10', 'the enclave'),
            ('were handed to the Red Cross', '2031-01-19', 'Sarra Square in Sarran City'),
            ("driven to the army's", '2031-01-19', "the army's Rehan base"),
            ('90 detainees were released', '2031-01-20', 'Ofran prison near Ramlun'),
            ('are to be freed', '2031-01-25', None),
            ('were killed in Khan Orvan', '2031-01-19', 'Khan Orvan'),
            ('105 captives were freed', '2029-11', None),
            ('was rescued in February last year', '2030-02', 'an apartment in Rafan'),
        ),
    ),
    (
        'piracy',
        '2031-09-30',
        """The coast guard said it freed 14 crew members of the dhow Al-Noor on Monday, a day after it was boarded by armed men 40 miles off Ras Hadda.

Two sailors were wounded when marines stormed the vessel. The eight pirates were arrested and taken to the port of Mukra, where they will be tried next month.

Last Friday another ship, the MV Iris, was hijacked in the Gulf of Aldan; its 21 sailors were taken hostage and are believed to be held near the port town of Eyla. The day before, the navy of Kashan had detained 15 fishermen in the Strait of Palka.
""",
        (
            ('freed 14 crew members', '2031-09-29', None),
            ('were wounded', '2031-09-29', 'the vessel'),
            ('taken to the port of Mukra', '2031-09-29', 'the port of Mukra'),
            ('were taken hostage', '2031-09-26', None),
            ('had detained 15 fishermen', '2031-09-25', 'the Strait of Palka'),
        ),
    ),
    (
        'list of hostages',
        '2031-04-10',
        """Hostages of the Torrin war: what we know

Dana Weiss, 31: taken from the music festival at Rehim on 7 October 2029. Freed on 30 November 2029.
Eli Katz, 64: abducted from his home in Nir Alon; died in captivity in January 2030. His body was brought back in a military operation in Khan Orvan in June 2030.
Noa Peled, 19: captured at the Nahor base. Released on 25 January in exchange for prisoners.
Omri Bar, 22 (2029): held in Sarran City, according to his family.
""",
        (
            ('abducted from his home', None, 'his home in Nir Alon'),
            ('died in captivity', '2030-01', None),
            ('was brought back', '2030-06', 'Khan Orvan'),
            ('captured at the Nahor base', None, 'the Nahor base'),
        ),
    ),
)  # fmt: skip
